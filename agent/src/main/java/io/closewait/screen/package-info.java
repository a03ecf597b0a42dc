/** Shows what the agent in another JVM sees, on a terminal or as lines. */
@NullMarked
package io.closewait.screen;

import org.jspecify.annotations.NullMarked;
