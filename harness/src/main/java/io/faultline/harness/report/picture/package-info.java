/**
 * The picture of a trial: from a history to lanes, bands and marks, and from these to boxes on one time axis.
 *
 * <p>{@link io.faultline.harness.report.picture.PictureMaker} is the door. First the facts are read into small records
 * that know nothing of drawing ({@link io.faultline.harness.report.picture.Lane},
 * {@link io.faultline.harness.report.picture.FaultBand}, {@link io.faultline.harness.report.picture.Span}); then they are
 * placed, thinned out to what a screen can show, and counted. What never happens here: markup.
 */
package io.faultline.harness.report.picture;
