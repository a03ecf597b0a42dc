/**
 * A price service, and clients that forget close() in every way that is common, each with a healthy
 * twin.
 */
package io.closewait.demo;
