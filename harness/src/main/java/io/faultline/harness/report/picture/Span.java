package io.faultline.harness.report.picture;

/**
 * Something that lasts and has a name: a condition or a phase.
 *
 * @param event the event it begins with
 */
public record Span(long from, long to, String text, long event) {
    long length() {
        return to - from;
    }
}
