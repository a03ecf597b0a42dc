/** What runs in the JVMs that are measured; Java 8, so that every JDK can run it. */
package io.closewait.bench.load;
