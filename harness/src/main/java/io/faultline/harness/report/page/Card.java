package io.faultline.harness.report.page;

import java.util.List;

/**
 * What one checker says, on a card.
 *
 * @param claim the promise it judges; empty when this version of Faultline does not know the checker
 * @param section the id of its section of evidence, or null when there is none
 */
public record Card(String checker, String claim, State state, String summary, List<Entry> measures, String section) {}
