package io.faultline.checkers.election;

import io.faultline.checkers.Checker;
import io.faultline.checkers.ElectionOptions;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.finding.Wording;
import io.faultline.checkers.history.History;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A majority that is left alone comes to one leader that all its nodes follow, and keeps it (Raft §5.2, §5.6,
 * dissertation §3.4, §9.6).
 *
 * <p>Judged on calm stretches of at least D (see {@link CalmStretches}): at D after such a stretch began there must be
 * a leader of a term whom all of the majority follow, and until it ends nothing may change that. Where Raft promises
 * nothing, the time without a leader is measured and shown.
 */
final class EventualElection implements Checker {
    private static final String NAME = "eventual-election";

    private final ElectionOptions options;

    EventualElection(ElectionOptions options) {
        this.options = options;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String claim() {
        return "a majority left alone elects one leader that all its members follow, and keeps it";
    }

    @Override
    public Verdict check(History history) {
        Trace trace = Trace.of(history);
        long patience = Patience.of(options, trace);
        if (patience == 0) {
            return Verdict.unknown(NAME, "no node said what its election timeouts are: nothing to judge");
        }
        ConditionTimeline timeline = ConditionTimeline.of(history);
        List<CalmStretch> stretches = timeline.calmStretches(options.judgeDeaf(), patience);
        Findings findings = new Findings(NAME);
        List<Long> timesToLeader = new ArrayList<>();
        Following following = new Following(trace);
        LeaderlessTime leaderless = new LeaderlessTime(trace, timeline, following);
        LeaderlessTime.Place place = new LeaderlessTime.Place(0, 0);
        int p = 0;
        for (CalmStretch stretch : stretches) {
            p = leaderless.watch(p, place, new LeaderlessTime.Place(stretch.index(), stretch.from()));
            StretchWatch watch = new StretchWatch(trace, following, stretch, patience, findings);
            while (p < trace.size && trace.index[p] < stretch.endIndex()) {
                watch.see(p++);
            }
            watch.finish();
            if (watch.timeToLeader() >= 0) {
                timesToLeader.add(watch.timeToLeader());
            }
            place = new LeaderlessTime.Place(stretch.endIndex(), stretch.to());
        }
        leaderless.watch(p, place, new LeaderlessTime.Place(history.size(), history.end()));
        String summary = findings.count() == 0 ? summary(timesToLeader) : "";
        Verdict verdict = stretches.isEmpty()
                ? Verdict.unknown(
                        NAME,
                        "no stretch of calm lasted " + Wording.seconds(patience)
                                + ": no majority was left alone long enough to owe a leader")
                : findings.invalidOr(summary);
        return verdict.measured(measures(patience, stretches, timesToLeader, leaderless));
    }

    private static String summary(List<Long> timesToLeader) {
        long slowest = timesToLeader.stream().mapToLong(time -> time).max().orElse(0);
        return "in " + Wording.count(timesToLeader.size(), "calm stretch", "calm stretches")
                + " the majority had a leader and kept it, the slowest after " + Wording.seconds(slowest);
    }

    private static Map<String, Object> measures(
            long patience, List<CalmStretch> stretches, List<Long> timesToLeader, LeaderlessTime leaderless) {
        Map<String, Object> measures = new LinkedHashMap<>();
        List<Long> sorted = timesToLeader.stream().sorted().toList();
        measures.put("stability", patience);
        measures.put("judgedStretches", stretches.size());
        measures.put(
                "judgedTime", stretches.stream().mapToLong(CalmStretch::length).sum());
        measures.put("longestTimeToLeader", sorted.isEmpty() ? null : sorted.get(sorted.size() - 1));
        measures.put("medianTimeToLeader", sorted.isEmpty() ? null : sorted.get(sorted.size() / 2));
        measures.put("unjudgedTime", leaderless.watched());
        measures.put("unjudgedTimeWithoutLeader", leaderless.total());
        measures.put("unjudgedLongestWithoutLeader", leaderless.longest());
        return measures;
    }
}
