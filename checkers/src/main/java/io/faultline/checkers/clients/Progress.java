package io.faultline.checkers.clients;

import io.faultline.checkers.Checker;
import io.faultline.checkers.ClientOptions;
import io.faultline.checkers.Evidence;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.election.CalmTimes;
import io.faultline.checkers.election.ElectionCheckers;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.finding.Wording;
import io.faultline.checkers.history.Condition;
import io.faultline.checkers.history.ConditionEvent;
import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.History;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A majority that is left alone serves clients, and how soon it does once faults are over.
 *
 * <p>Judged on calm stretches of at least D, in which clients asked and the ways between them and the nodes were whole. It accuses only where no client has an excuse. The first D
 * is the election's. After that some client gets to the leader within another D, and for each member outside the majority
 * within another of the longest waits that any call of this history took: so long a call may hang there, and one may have
 * begun to hang before. Of what was asked behind the first D, only what no service refuses counts.
 *
 * <p>It supposes that not all clients stay with nodes that do not lead: where there are fewer clients than nodes they may, and
 * nobody is accused.
 */
final class Progress implements Checker {
    private static final String NAME = "progress";

    /** Fewer calls than this may all be those of a few unlucky clients. */
    private static final int LEAST_ASKED = 10;

    private final ClientOptions options;

    Progress(ClientOptions options) {
        this.options = options;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String claim() {
        return "a majority left alone serves clients";
    }

    @Override
    public Verdict check(History history) {
        CalmTimes calm = ElectionCheckers.calmTimes(history, options.stability());
        Operations all = Operations.of(history);
        List<Operation> operations = all.all();
        Findings findings = new Findings(NAME);
        int served = 0;
        int asked = 0;
        List<CalmTimes.Stretch> stretches = ClientWays.whole(history, calm);
        for (CalmTimes.Stretch stretch : stretches) {
            if (all.isAnyOk(stretch.index(), stretch.endIndex())) {
                served++;
            } else {
                asked += isAsked(operations, stretch) ? 1 : 0;
                judge(operations, stretch, calm.patience(), findings);
            }
        }
        return verdict(calm, served, asked, findings)
                .measured(measures(history, operations, calm, stretches.size(), served));
    }

    private static Verdict verdict(CalmTimes calm, int served, int asked, Findings findings) {
        if (findings.count() > 0 || served > 0) {
            return findings.invalidOr(
                    "clients were served in " + Wording.count(served, "calm stretch", "calm stretches")
                            + (asked == 0 ? "" : ", and in " + asked + " more not, where that proves nothing"));
        } else if (asked > 0) {
            return Verdict.unknown(
                    NAME,
                    "nobody was served in calm, but the calm was too short to tell why, or too few clients asked for what"
                            + " is never refused");
        }
        return Verdict.unknown(
                NAME,
                "no client asked while a majority was left alone for " + Wording.seconds(calm.patience())
                        + ": nothing to judge");
    }

    private static boolean isAsked(List<Operation> operations, CalmTimes.Stretch stretch) {
        return Operation.begunBefore(stretch.endIndex(), operations)
                > Operation.begunBefore(stretch.index(), operations);
    }

    private static void judge(List<Operation> operations, CalmTimes.Stretch stretch, long patience, Findings findings) {
        if (stretch.length() < enough(stretch, patience, longestCall(operations))) {
            return;
        }
        List<Operation> late = new ArrayList<>(operations.subList(
                Operation.begunBefore(stretch.index(), operations),
                Operation.begunBefore(stretch.endIndex(), operations)));
        late.removeIf(operation -> operation.beginTime() - stretch.from() <= patience);
        List<Operation> asked = late.stream().filter(Vocabulary::isNeverRefused).toList();
        if (asked.size() >= LEAST_ASKED && Crowd.of(late) >= stretch.nodes().size() + stretch.outside()) {
            findings.add(() -> evidence(stretch, asked));
        }
    }

    private static long enough(CalmTimes.Stretch stretch, long patience, long longestCall) {
        double hanging =
                stretch.outside() == 0 ? Math.max(0, longestCall - patience) : (1.0 + stretch.outside()) * longestCall;
        // As a double: a D that is beyond all bounds must not come out as a short time.
        return (long) (2.0 * patience + hanging);
    }

    private static Evidence evidence(CalmTimes.Stretch stretch, List<Operation> asked) {
        long first = asked.get(0).from();
        long last = asked.get(asked.size() - 1).from();
        return new Evidence(
                "from " + Wording.seconds(stretch.from()) + " (event " + stretch.index() + ") on the majority "
                        + Wording.list(stretch.nodes()) + " was left alone for " + Wording.seconds(stretch.length())
                        + "; clients asked for " + asked.size() + " operations (events " + first + " to " + last
                        + ") that are never refused, and none succeeded in all that time",
                List.of(stretch.index(), first, last));
    }

    private static long longestCall(List<Operation> operations) {
        long longest = 0;
        for (Operation operation : operations) {
            if (operation.hasEnd()) {
                longest = Math.max(longest, operation.endTime() - operation.beginTime());
            }
        }
        return longest;
    }

    private static Map<String, Object> measures(
            History history, List<Operation> operations, CalmTimes calm, int stretches, int served) {
        Map<String, Object> measures = new LinkedHashMap<>();
        measures.put("stability", calm.patience());
        measures.put("calmStretches", stretches);
        measures.put("calmStretchesServed", served);
        measures.put("timeToSuccessAfterFaults", timeToSuccess(history));
        measures.put("unanswered", unanswered(operations));
        return measures;
    }

    private static long unanswered(List<Operation> operations) {
        long count = 0;
        for (Operation operation : operations) {
            count += !operation.hasEnd() ? 1 : 0;
        }
        return count;
    }

    /** From when conditions became calm for good until the next success, ns; null when either never came. */
    private static Long timeToSuccess(History history) {
        long since = -1;
        long calmSince = 0;
        boolean calm = true;
        for (Event event : history.otherEvents()) {
            if (event instanceof ConditionEvent change) {
                boolean before = calm;
                calm = change.condition().equals(Condition.CALM);
                if (!calm || !before) {
                    since = change.index();
                    calmSince = change.time();
                }
            }
        }
        long success = Operations.of(history).firstOk(since + 1);
        return calm && success != Operation.NEVER
                ? Long.valueOf(history.event(success).time() - calmSince)
                : null;
    }
}
