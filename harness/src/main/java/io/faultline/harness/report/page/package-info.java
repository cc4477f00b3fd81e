/**
 * What the templates show: a report as records of finished texts and positions, and nothing else.
 *
 * <p>What never happens here: looking at a history. Every decision has been taken before a value of this package exists,
 * so that a template has nothing to decide either. Texts are not escaped yet; the templates do that.
 */
package io.faultline.harness.report.page;
