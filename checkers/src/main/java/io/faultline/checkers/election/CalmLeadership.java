package io.faultline.checkers.election;

import io.faultline.checkers.Checker;
import io.faultline.checkers.ElectionOptions;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.History;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Measures how calm leadership was: how often it changed where nothing called for it, and how fast terms went by.
 *
 * <p>Never invalid and never unknown: it measures, it does not judge. Whether a change in a calm stretch breaks a
 * promise is {@link EventualElection}'s to say.
 */
final class CalmLeadership implements Checker {
    private static final String NAME = "calm-leadership";
    private static final double NANOS_PER_MINUTE = 60e9;

    private final ElectionOptions options;

    CalmLeadership(ElectionOptions options) {
        this.options = options;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String claim() {
        return "leadership is measured: changes in calm, terms per minute";
    }

    @Override
    public Verdict check(History history) {
        Trace trace = Trace.of(history);
        Map<String, Object> measures = new LinkedHashMap<>();
        inCalm(history, trace, measures);
        overall(history, trace, measures);
        return Verdict.valid(NAME, "measured, not judged").measured(measures);
    }

    private void inCalm(History history, Trace trace, Map<String, Object> measures) {
        long patience = Patience.of(options, trace);
        List<CalmStretch> stretches =
                patience == 0 ? List.of() : ConditionTimeline.of(history).calmStretches(options.judgeDeaf(), patience);
        long time = 0;
        long leaders = 0;
        long candidacies = 0;
        long preCandidacies = 0;
        int p = 0;
        for (CalmStretch stretch : stretches) {
            time += stretch.length() - patience;
            while (p < trace.size && trace.index[p] < stretch.endIndex()) {
                boolean settled = trace.index[p] >= stretch.index()
                        && trace.time[p] - stretch.from() > patience
                        && (stretch.group() >> trace.node[p] & 1) != 0;
                if (settled) {
                    leaders += trace.kind[p] == Kind.LEADER ? 1 : 0;
                    candidacies += trace.kind[p] == Kind.CANDIDATE ? 1 : 0;
                    preCandidacies += trace.kind[p] == Kind.PRE_CANDIDATE ? 1 : 0;
                }
                p++;
            }
        }
        measures.put("calmTime", time);
        measures.put("leaderChangesInCalm", leaders);
        measures.put("candidaciesInCalm", candidacies);
        measures.put("preCandidaciesInCalm", preCandidacies);
    }

    private static void overall(History history, Trace trace, Map<String, Object> measures) {
        long leaders = 0;
        long candidacies = 0;
        long preCandidacies = 0;
        long highest = 0;
        Set<Long> stood = new HashSet<>();
        Set<Long> won = new HashSet<>();
        for (int p = 0; p < trace.size; p++) {
            switch (trace.kind[p]) {
                case LEADER -> {
                    leaders++;
                    won.add(trace.term[p]);
                }
                case CANDIDATE -> {
                    candidacies++;
                    stood.add(trace.term[p]);
                }
                case PRE_CANDIDATE -> preCandidacies++;
                default -> {}
            }
            if (trace.kind[p].tellsState()) {
                highest = Math.max(highest, trace.term[p]);
            }
        }
        stood.removeAll(won);
        measures.put("leaders", leaders);
        measures.put("candidacies", candidacies);
        measures.put("preCandidacies", preCandidacies);
        measures.put("highestTerm", highest);
        measures.put("termsWithoutLeader", stood.size());
        measures.put("termsPerMinute", history.end() == 0 ? 0.0 : highest * NANOS_PER_MINUTE / history.end());
    }
}
