/**
 * Every option: its key and default in Option, its values in Form, where it is given in Sources.
 */
@NullMarked
package io.closewait.options;

import org.jspecify.annotations.NullMarked;
