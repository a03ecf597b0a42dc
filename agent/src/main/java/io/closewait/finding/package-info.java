/** What else is worth knowing of connections than leaks: a rule in a class for each topic. */
@NullMarked
package io.closewait.finding;

import org.jspecify.annotations.NullMarked;
