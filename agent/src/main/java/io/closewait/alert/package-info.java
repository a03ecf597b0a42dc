/** Brings alerts to where the team looks already. */
@NullMarked
package io.closewait.alert;

import org.jspecify.annotations.NullMarked;
