/**
 * How well the checkers find bugs: measured on mutants, and held against controls.
 *
 * <p>{@link io.faultline.harness.mutants.KillTable} is the door. What never happens here: printing, or a verdict of
 * its own; a mutant counts as killed only when a checker of its scenario says invalid.
 */
package io.faultline.harness.mutants;
