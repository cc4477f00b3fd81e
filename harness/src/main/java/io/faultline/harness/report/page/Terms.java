package io.faultline.harness.report.page;

import java.util.List;

/**
 * The terms of a trial and who led them.
 *
 * @param caps a sentence about terms left out, or empty
 */
public record Terms(List<Row> rows, String caps) {

    /** One term. {@code disputed}: more than one node led it. */
    public record Row(String term, String candidates, String votes, List<Reign> reigns, boolean disputed) {}

    /** The time in which one node led a term. */
    public record Reign(
            EventRef won, String leader, String voters, String from, String to, String length, String ended) {}
}
