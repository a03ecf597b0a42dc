/** What an agent adds to the start of the smallest application. */
package io.closewait.bench.startup;
