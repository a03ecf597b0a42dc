/** Benchmarks of what the package keeps to itself. */
package io.closewait.connection;
