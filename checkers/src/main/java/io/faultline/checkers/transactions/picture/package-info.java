/**
 * Proofs as pictures: {@link io.faultline.checkers.transactions.picture.CyclePicture} is the door. A proof becomes a plain tree, which
 * is what a verdict holds and a file can hold, and the tree becomes SVG or DOT.
 *
 * <p>What never happens here: anything that is not in the proof, or in what was found around it.
 */
package io.faultline.checkers.transactions.picture;
