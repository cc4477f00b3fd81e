/**
 * Files: histories as JSON lines, verdicts as one JSON document.
 *
 * <p>The only room of this module that knows JSON and, but for {@code jepsen}, the only one that opens files, and only those
 * it is given. What it writes is the same bytes for equal values; what it reads it believes wholly or not at all: the first thing wrong in a
 * file is a {@link io.faultline.checkers.history.json.MalformedHistoryException} that names file and line.
 */
package io.faultline.checkers.history.json;
