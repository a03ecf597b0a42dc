/** A diagnosis as metrics in the formats of Prometheus and OpenMetrics. */
@NullMarked
package io.closewait.metrics;

import org.jspecify.annotations.NullMarked;
