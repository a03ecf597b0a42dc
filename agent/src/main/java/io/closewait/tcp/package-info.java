/** Values of the protocol: the states of RFC 9293 and endpoints. */
@NullMarked
package io.closewait.tcp;

import org.jspecify.annotations.NullMarked;
