/** Serves the last diagnosis over HTTP, to whom may have it. */
@NullMarked
package io.closewait.http;

import org.jspecify.annotations.NullMarked;
