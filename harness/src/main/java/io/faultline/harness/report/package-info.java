/**
 * The report of a trial: one HTML file that opens offline and asks the network for nothing.
 *
 * <p>{@link io.faultline.harness.report.ReportWriter} is the door: a
 * {@link io.faultline.harness.store.TrialRecord} goes in, a page comes out, the same bytes for equal records. The page is
 * made as a value first ({@code page}, filled by {@code picture} and {@code tables}) and then shown by precompiled
 * templates, which escape every text. What never happens here: judging, reading a clock, or fetching anything.
 */
package io.faultline.harness.report;
