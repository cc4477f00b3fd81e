package io.faultline.harness.report;

import io.faultline.checkers.Evidence;
import io.faultline.checkers.Judgement;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.FaultPhase;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.Role;
import io.faultline.harness.store.TrialRecord;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A trial as long as one wants, drawn from a seed: elections, crashes, pauses and cuts without any sense behind them. */
final class SyntheticTrial {
    private static final String[] NODES = {"n1", "n2", "n3", "n4", "n5"};

    private final SplittableRandom random;
    private final Story story = new Story(NODES);
    private final int events;
    private long now;
    private long term;
    private int fault;

    private SyntheticTrial(long seed, int events) {
        this.random = new SplittableRandom(seed);
        this.events = events;
    }

    /** A record of about that many events, with two of them in evidence. */
    static TrialRecord of(long seed, int events) {
        return new SyntheticTrial(seed, events).record();
    }

    private TrialRecord record() {
        story.at(0).phase("safety");
        for (String node : NODES) {
            story.starts(node, 0);
        }
        while (story.next() < events - 2) {
            now += random.nextInt(1, 400);
            story.at(now);
            switch (random.nextInt(8)) {
                case 0 -> fault();
                case 1 -> story.paused(any());
                case 2 -> story.cut(any() + "→n9", "n9→" + any());
                case 3, 4 -> timeouts();
                default -> election();
            }
        }
        long evidence = story.next() - 1;
        story.phase("end");
        Verdict verdict = Verdict.invalid(
                "one-vote",
                "two votes",
                List.of(new Evidence(
                        "events " + evidence / 2 + " and " + evidence + " contradict each other",
                        List.of(evidence / 2, evidence))));
        return Records.of(story.told(), Judgement.of(List.of(verdict)));
    }

    private String any() {
        return NODES[random.nextInt(NODES.length)];
    }

    private void timeouts() {
        for (String node : NODES) {
            story.says(node, term, Role.FOLLOWER, new NodeFact.TimeoutDrawn(random.nextLong(400, 600) * Story.MS));
        }
    }

    private void fault() {
        String node = any();
        story.fault(++fault, FaultPhase.BEGIN, "kind", "crash", "resolved", Map.of("nodes", List.of(node)));
        story.down(node);
        now += random.nextInt(1, 300);
        story.at(now).down();
        story.fault(fault, FaultPhase.END, "kind", "crash", "effective", true);
        story.starts(node, term);
    }

    private void election() {
        String candidate = any();
        story.preCandidate(candidate, term);
        now += random.nextInt(1, 20);
        term++;
        story.at(now).candidate(candidate, term);
        for (String voter : NODES) {
            if (!voter.equals(candidate) && random.nextInt(4) > 0) {
                now += random.nextInt(0, 3);
                story.at(now).votes(voter, candidate, term);
            }
        }
        story.leads(candidate, term, NODES);
        for (String follower : NODES) {
            if (!follower.equals(candidate)) {
                story.follows(follower, candidate, term);
            }
        }
    }
}
