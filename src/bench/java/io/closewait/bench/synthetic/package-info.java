/** A registry and a kernel without sockets, as large as one likes. */
package io.closewait.bench.synthetic;
