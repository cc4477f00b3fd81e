package io.faultline.harness.report.tables;

import io.faultline.harness.report.page.Elections;
import io.faultline.harness.report.page.Elections.Bar;
import io.faultline.harness.report.page.Elections.Figures;
import io.faultline.harness.report.page.Elections.Row;
import io.faultline.harness.report.page.Entry;
import io.faultline.harness.report.tables.ElectionTimes.Gap;
import io.faultline.harness.report.words.Times;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Shows how long elections took: percentiles, a histogram, and each time without a leader. */
public final class ElectionTable {
    static final int ROWS_MAX = 200;
    private static final long MILLI = 1_000_000L;

    /** Upper ends of the histogram's ranges: each twice the one before, around the usual election timeouts. */
    private static final long[] RANGES = {
        50 * MILLI, 100 * MILLI, 200 * MILLI, 400 * MILLI, 800 * MILLI, 1_600 * MILLI, 3_200 * MILLI, 6_400 * MILLI
    };

    private ElectionTable() {}

    /** The figures of these times without a leader. */
    public static Elections of(List<Gap> gaps, EventRows rows) {
        List<Long> leaderless = gaps.stream().map(Gap::length).sorted().toList();
        List<Long> campaigns = gaps.stream()
                .filter(gap -> gap.campaign() >= 0)
                .map(Gap::campaign)
                .sorted()
                .toList();
        List<Gap> shown = gaps;
        if (gaps.size() > ROWS_MAX) {
            shown = gaps.stream()
                    .sorted(Comparator.comparingLong(gap -> -gap.length()))
                    .limit(ROWS_MAX)
                    .sorted(Comparator.comparingLong(Gap::event))
                    .toList();
        }
        return new Elections(
                figures("Without a leader", "no leader that a majority follows, until there is one", leaderless),
                figures("From candidacy to leader", "first candidacy in such a time, until the victory", campaigns),
                shown.stream().map(gap -> row(gap, rows)).toList(),
                shown.size() == gaps.size()
                        ? ""
                        : "The longest " + shown.size() + " of " + gaps.size() + " are shown.");
    }

    private static Row row(Gap gap, EventRows rows) {
        boolean won = gap.won() != null;
        String led = "again without an election";
        if (won) {
            led = gap.won().node() + ", term " + gap.won().term();
        }
        return new Row(
                rows.ref(gap.event()),
                Times.moment(gap.from()),
                Times.span(gap.length()),
                won ? rows.ref(gap.won().index()) : null,
                led,
                gap.campaign() < 0 ? "" : Times.span(gap.campaign()));
    }

    private static Figures figures(String name, String meaning, List<Long> sorted) {
        if (sorted.isEmpty()) {
            return new Figures(name, meaning, List.of(new Entry("count", "0")), List.of());
        }
        List<Entry> summary = List.of(
                new Entry("count", Integer.toString(sorted.size())),
                new Entry("median", Times.span(percentile(sorted, 50))),
                new Entry("p90", Times.span(percentile(sorted, 90))),
                new Entry("p99", Times.span(percentile(sorted, 99))),
                new Entry("longest", Times.span(sorted.get(sorted.size() - 1))),
                new Entry(
                        "sum",
                        Times.span(sorted.stream().mapToLong(Long::longValue).sum())));
        return new Figures(name, meaning, summary, bars(sorted));
    }

    /** The least value that at least so many per cent do not exceed. */
    static long percentile(List<Long> sorted, int percent) {
        int rank = (sorted.size() * percent + 99) / 100;
        return sorted.get(Math.max(1, rank) - 1);
    }

    private static List<Bar> bars(List<Long> sorted) {
        int[] counts = new int[RANGES.length + 1];
        for (long length : sorted) {
            int range = 0;
            while (range < RANGES.length && length >= RANGES[range]) {
                range++;
            }
            counts[range]++;
        }
        int most = 1;
        for (int count : counts) {
            most = Math.max(most, count);
        }
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            String range = i == RANGES.length ? "≥ " + Times.span(RANGES[i - 1]) : "< " + Times.span(RANGES[i]);
            bars.add(new Bar(range, counts[i], 100 * counts[i] / most + "%"));
        }
        return bars;
    }
}
