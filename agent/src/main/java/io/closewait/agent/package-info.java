/** Entry points, wiring and life cycle of the agent; nobody imports this package. */
@NullMarked
package io.closewait.agent;

import org.jspecify.annotations.NullMarked;
