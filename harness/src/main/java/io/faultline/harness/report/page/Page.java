package io.faultline.harness.report.page;

import java.util.List;

/**
 * A whole report.
 *
 * @param title what the window is called
 * @param headline one line: what was run
 * @param state all verdicts merged
 * @param verdict what the merged verdict means, in a sentence
 * @param about what is known of the trial itself
 * @param commands how to play it again and to judge it again
 */
public record Page(
        String title,
        String headline,
        State state,
        String verdict,
        List<Entry> about,
        List<Card> cards,
        List<EvidenceSection> evidence,
        Picture picture,
        Terms terms,
        Elections elections,
        List<Command> commands,
        Plan plan,
        EventList events,
        Assets assets) {

    /** A command line to copy. */
    public record Command(String id, String purpose, String line) {}

    /**
     * Style and script, inlined, and the policy that lets nothing else run.
     *
     * @param policy content security policy with the digests of both
     */
    public record Assets(String style, String script, String policy) {}
}
