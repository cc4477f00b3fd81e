/**
 * Trials on disk: a folder each, as {@code docs/ARCHITECTURE.md} lays it out.
 *
 * <p>What never happens here: running or judging anything.
 */
package io.faultline.harness.store;
