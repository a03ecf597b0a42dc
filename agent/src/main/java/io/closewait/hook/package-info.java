/** What to weave where in the JDK and in libraries, and the installer of it. */
@NullMarked
package io.closewait.hook;

import org.jspecify.annotations.NullMarked;
