/** The evidence bundle: what a maintainer asks for, in one file. */
@NullMarked
package io.closewait.bundle;

import org.jspecify.annotations.NullMarked;
