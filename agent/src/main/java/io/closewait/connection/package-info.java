/** The registry: life cycle and call sites of every connection, weakly keyed. */
@NullMarked
package io.closewait.connection;

import org.jspecify.annotations.NullMarked;
