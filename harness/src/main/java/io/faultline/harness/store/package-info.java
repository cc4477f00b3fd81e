/**
 * Trials on disk: a folder each, as {@code docs/ARCHITECTURE.md} lays it out.
 *
 * <p>{@link io.faultline.harness.store.TrialStore} begins a folder, {@link io.faultline.harness.store.TrialWriter} fills
 * it in the order in which a trial comes to know things, {@link io.faultline.harness.store.TrialFolder} reads one back,
 * strictly. What never happens here: running or judging anything, and writing outside the store.
 */
package io.faultline.harness.store;
