/** Every option, declared once. */
@NullMarked
package io.closewait.options;

import org.jspecify.annotations.NullMarked;
