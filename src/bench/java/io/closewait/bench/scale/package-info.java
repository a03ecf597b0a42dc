/** How what the agent costs grows with the number of connections. */
package io.closewait.bench.scale;
