/**
 * Histories as Jepsen writes them, {@code history.edn}, {@code history.txt} and its log, to and from ours.
 *
 * <p>{@link io.faultline.checkers.history.jepsen.JepsenHistory} is the door. Files are read as a stream, packed by gzip or
 * not, and believed wholly or not at all: the first thing wrong is a {@link
 * io.faultline.checkers.history.json.MalformedHistoryException} that says where. What never happens here: judging, guessing
 * what a damaged line meant, or passing over one in silence.
 */
package io.faultline.checkers.history.jepsen;
