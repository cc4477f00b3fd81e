package io.faultline.harness.report.picture;

import java.util.List;

/**
 * Operations that have no linearization, with those around them.
 *
 * @param thing what they are done to, in few words; empty when there is only one thing
 * @param spans in the order of their invocations
 * @param from when the first of the contradiction begins
 * @param to when the last of them ends, of those that end
 * @param error the event at which there is no way on: the end of the operation that can't be placed, or of the last
 * @param note what is not drawn, a sentence
 */
public record Contradiction(String thing, List<CallSpan> spans, long from, long to, long error, String note) {

    public Contradiction {
        spans = List.copyOf(spans);
    }
}
