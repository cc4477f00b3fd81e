/**
 * Which grounds there are: {@link io.faultline.harness.ground.GroundKind} is the one list of them, for the command line and
 * for JUnit alike. What never happens here: anything about how a ground works.
 */
package io.faultline.harness.ground;
