package io.faultline.harness.report.page;

import java.util.List;

/**
 * How long elections took.
 *
 * @param leaderless times in which no leader was followed by a majority
 * @param campaigns from the first candidacy to the leader it ended in
 */
public record Elections(Figures leaderless, Figures campaigns, List<Row> rows, String caps) {

    /** A distribution. {@code summary} names its percentiles; it says so when there is nothing to count. */
    public record Figures(String name, String meaning, List<Entry> summary, List<Bar> bars) {}

    /** One bar of a histogram. {@code width} is a percentage of the longest. */
    public record Bar(String range, int count, String width) {}

    /** One time without a leader. */
    public record Row(EventRef from, String fromTime, String length, EventRef won, String leader, String campaign) {}
}
