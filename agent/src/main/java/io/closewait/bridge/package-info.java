/** What woven JDK code calls; defined into java.base at run time, JDK types only. */
@NullMarked
package io.closewait.bridge;

import org.jspecify.annotations.NullMarked;
