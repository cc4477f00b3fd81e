package io.faultline.checkers.totals;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.history.History;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What went into a queue against what came out (Jepsen's {@code total-queue}): lost, unexpected, duplicated, recovered.
 *
 * <p>Whether something is lost shows only in a queue that was emptied after the last that went in: by a {@code drain}, or a
 * dequeue that found nothing.
 */
final class QueueTotal implements Checker {
    private static final Set<String> NAMES = Set.of("enqueue", "dequeue", "drain");

    @Override
    public String name() {
        return "queue";
    }

    @Override
    public String claim() {
        return "what goes into a queue comes out once";
    }

    @Override
    public Verdict check(History history) {
        Findings findings = new Findings(name());
        long[] counts = new long[5];
        boolean emptied = true;
        for (List<Attempt> attempts : Attempts.of(history).byKey(NAMES).values()) {
            emptied &= compare(attempts, findings, counts);
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("attempted", counts[0]);
        figures.put("lost", counts[1]);
        figures.put("unexpected", counts[2]);
        figures.put("duplicated", counts[3]);
        figures.put("recovered", counts[4]);
        if (findings.count() == 0 && (!emptied || counts[0] == 0)) {
            return Verdict.unknown(
                            name(),
                            counts[0] == 0
                                    ? "nothing went into a queue: nothing to judge"
                                    : "nobody emptied the queue in the end, so that what is missing may be in it")
                    .measured(figures);
        }
        return findings.invalidOr(counts[0] + " enqueues, and all that went in came out once")
                .measured(figures);
    }

    /** Whether the queue was emptied in the end. */
    private boolean compare(List<Attempt> attempts, Findings findings, long[] counts) {
        Map<Object, Attempt> in = new LinkedHashMap<>();
        Map<Object, Attempt> out = new HashMap<>();
        long lastIn = -1;
        long emptyFrom = -1;
        boolean uncertain = false;
        for (Attempt attempt : attempts) {
            if (attempt.f().equals("enqueue")) {
                counts[0]++;
                if (!attempt.isFail()) {
                    in.put(attempt.argument(), attempt);
                }
                lastIn = attempt.isOk() ? Math.max(lastIn, attempt.to()) : lastIn;
            }
        }
        for (Attempt attempt : attempts) {
            if (attempt.f().equals("enqueue")) {
                continue;
            } else if (!attempt.isOk()) {
                uncertain |= !attempt.isFail();
                continue;
            }
            boolean drain = attempt.f().equals("drain");
            if (drain || attempt.result() == null) {
                emptyFrom = Math.max(emptyFrom, attempt.from());
            }
            List<?> elements = drain && attempt.result() instanceof List<?> list
                    ? list
                    : attempt.result() == null ? List.of() : List.of(attempt.result());
            elements.forEach(element -> take(element, attempt, in, out, findings, counts));
        }
        boolean emptied = emptyFrom > lastIn;
        if (emptied && !uncertain) {
            findLost(in, out, findings, counts);
        }
        return emptied && !uncertain;
    }

    private void take(
            Object element,
            Attempt dequeue,
            Map<Object, Attempt> in,
            Map<Object, Attempt> out,
            Findings findings,
            long[] counts) {
        Attempt before = out.put(element, dequeue);
        Attempt enqueue = in.get(element);
        if (enqueue == null) {
            counts[2]++;
            findings.add(() -> Attempt.evidence(
                    dequeue.told() + " took " + element + ", which nobody put in, or not with success", dequeue));
        } else if (before != null) {
            counts[3]++;
            findings.add(() -> Attempt.evidence(
                    element + " came out twice, by " + before.told() + " and by " + dequeue.told(), before, dequeue));
        } else {
            counts[4] += enqueue.isOk() ? 0 : 1;
        }
    }

    private void findLost(Map<Object, Attempt> in, Map<Object, Attempt> out, Findings findings, long[] counts) {
        in.forEach((element, enqueue) -> {
            if (enqueue.isOk() && !out.containsKey(element)) {
                counts[1]++;
                findings.add(() -> Attempt.evidence(
                        element + " went in by " + enqueue.told() + " and never came out, though the queue was emptied",
                        enqueue));
            }
        });
    }
}
