package io.faultline.harness.report;

import io.faultline.checkers.Evidence;
import io.faultline.checkers.Judgement;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.Condition;
import io.faultline.checkers.history.FaultPhase;
import io.faultline.checkers.history.Link;
import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.LogTail;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.OperationType;
import io.faultline.checkers.history.Role;
import io.faultline.harness.store.TrialRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A trial in which anything may stand next to anything: terms that fall, leaders that are down, nodes nobody knows. */
final class NonsenseTrial {
    private static final String[] NAMES = {"n1", "n2", "n10", "", " ", "n9\"", "👑"};

    private final SplittableRandom random;
    private final Story story = new Story("n1", "n2", "n10", "");

    private NonsenseTrial(long seed) {
        random = new SplittableRandom(seed);
    }

    static TrialRecord of(long seed) {
        return new NonsenseTrial(seed).record();
    }

    private TrialRecord record() {
        long now = 0;
        int size = random.nextInt(60);
        for (int i = 0; i < size; i++) {
            now += random.nextInt(3) == 0 ? 0 : random.nextInt(2_000);
            story.at(now);
            event();
        }
        Verdict verdict = Verdict.unknown(
                name(), name(), List.of(new Evidence("event 3 and #4", List.of(3L, 4L, random.nextLong(80), -1L))));
        Verdict broken = Verdict.invalid(name(), name(), List.of(new Evidence(name(), List.of(1L))))
                .measured(Map.of("counterexamples", oneOf(7L, List.of(counterexample(), counterexample(), "?"))));
        return Records.of(story.told(), Judgement.of(List.of(verdict, verdict, broken)));
    }

    private Map<String, Object> counterexample() {
        return Map.of(
                "calls", oneOf("x", indexes(), indexes()),
                "culprit", oneOf("x", random.nextLong(70)),
                "order", oneOf(3L, indexes(), indexes()),
                "states", oneOf(List.of(), List.of("1", Map.of())),
                "before", oneOf("x", List.of(1L)),
                "cut", random.nextLong(-2, 70),
                "text", oneOf("x", List.of(1L, "</pre>", "y")));
    }

    private List<Object> indexes() {
        return List.of(random.nextLong(-2, 70), random.nextLong(70), random.nextLong(70), "x");
    }

    private void event() {
        switch (random.nextInt(12)) {
            case 0 -> story.phase(oneOf("safety", "recovery", "end", ""));
            case 1 -> story.condition(condition());
            case 2 ->
                story.fault(
                        random.nextInt(4),
                        oneOf(FaultPhase.values()),
                        "kind",
                        oneOf("crash", "resolved", "?"),
                        "shape",
                        oneOf("halves", 7L, List.of(List.of("n1", "n2")), Map.of()),
                        "resolved",
                        oneOf("n1", Map.of("nodes", List.of(Map.of("x", List.of()))), Arrays.asList(null, true, -0.0)));
            case 3 -> story.operation(oneOf(OperationType.values()), 3, name(), List.of(1L), Map.of("x", 1.5));
            case 4 -> story.starts(name(), random.nextInt(5));
            default -> story.says(name(), random.nextInt(5), oneOf(Role.values()), fact());
        }
    }

    private Condition condition() {
        return new Condition(
                List.of(name()),
                random.nextBoolean() ? List.of() : List.of(name(), name()),
                List.of(new Link(name(), name()), new Link(name(), name())),
                List.of(new Link(name(), name())),
                List.of());
    }

    private NodeFact fact() {
        return oneOf(
                new NodeFact.TermChanged(),
                new NodeFact.PreCandidate(),
                new NodeFact.Candidate(),
                new NodeFact.VoteGranted(name()),
                new NodeFact.VoteRefused(name(), 3, LogTail.EMPTY),
                new NodeFact.Leader(List.of(name())),
                new NodeFact.Leader(List.of()),
                new NodeFact.Follower(random.nextBoolean() ? null : name(), oneOf(Role.values())),
                new NodeFact.Stopped(),
                new NodeFact.StorageFailed(""),
                new LogFact.Truncated(1),
                new LogFact.Applied(1 + random.nextInt(5), List.of(name())),
                new NodeFact.UnknownFact("x", Map.of()));
    }

    private String name() {
        return oneOf(NAMES);
    }

    @SafeVarargs
    private <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
