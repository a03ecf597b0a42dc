/** A pure function from connections and a kernel sample to leaks with a verdict each. */
@NullMarked
package io.closewait.diagnosis;

import org.jspecify.annotations.NullMarked;
