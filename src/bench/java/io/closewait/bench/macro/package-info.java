/** The macro-benchmark: a client and a server process, one of them with an agent. */
package io.closewait.bench.macro;
