/**
 * What all checkers share when they say what they found: {@link io.faultline.checkers.finding.Findings} counts and keeps
 * the first few, {@link io.faultline.checkers.finding.Wording} makes all of them speak alike.
 *
 * <p>For the packages of checkers next door; it knows verdicts and nothing of what is judged.
 */
package io.faultline.checkers.finding;
