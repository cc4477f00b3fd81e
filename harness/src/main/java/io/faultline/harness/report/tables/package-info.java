/**
 * Everything of a report that is not the picture: cards, evidence, terms, elections, faults and events as rows of texts.
 *
 * <p>Pure functions of a trial's record. Every list has a cap, and says what it left out. What never happens here:
 * judging. Verdicts are repeated, never made.
 */
package io.faultline.harness.report.tables;
