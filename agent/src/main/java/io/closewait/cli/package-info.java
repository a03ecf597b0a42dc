/** Commands for a running JVM, a class each. */
@NullMarked
package io.closewait.cli;

import org.jspecify.annotations.NullMarked;
