/** The last diagnosis as events of the JDK's Flight Recorder. */
@NullMarked
package io.closewait.jfr;

import org.jspecify.annotations.NullMarked;
