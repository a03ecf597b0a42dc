/** What is known of libraries that open sockets, from a file that people can read. */
@NullMarked
package io.closewait.library;

import org.jspecify.annotations.NullMarked;
