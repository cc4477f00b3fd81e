/**
 * How a report says things: moments, durations, events, conditions and trees as short plain text.
 *
 * <p>Pure functions. What never happens here: escaping. Texts leave as they are, and the templates escape them where they
 * land.
 */
package io.faultline.harness.report.words;
