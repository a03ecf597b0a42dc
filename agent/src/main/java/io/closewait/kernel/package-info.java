/** Asks the kernel: TCP state per descriptor, tables and queues. */
@NullMarked
package io.closewait.kernel;

import org.jspecify.annotations.NullMarked;
