/** Exposes the last diagnosis over JMX. */
@NullMarked
package io.closewait.jmx;

import org.jspecify.annotations.NullMarked;
