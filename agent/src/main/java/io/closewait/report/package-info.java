/** Turns a diagnosis into text and JSON, and writes it atomically. */
@NullMarked
package io.closewait.report;

import org.jspecify.annotations.NullMarked;
