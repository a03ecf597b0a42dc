/** JMH benchmarks of the agent's stages, in a JVM without the agent. */
package io.closewait.bench.micro;
