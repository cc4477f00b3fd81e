package io.faultline.checkers.totals;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.history.History;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was added against the last read: lost, unexpected, recovered (Jepsen's {@code set}). */
final class SetTotal implements Checker {
    static final Set<String> ADDS = Set.of("add", "append");
    static final Set<String> NAMES = Set.of("add", "append", "read");

    @Override
    public String name() {
        return "set";
    }

    @Override
    public String claim() {
        return "what was added is there in the end, and nothing else";
    }

    @Override
    public Verdict check(History history) {
        Findings findings = new Findings(name());
        long[] counts = new long[5];
        String unread = null;
        for (Map.Entry<Object, List<Attempt>> entry :
                Attempts.of(history).byKey(NAMES).entrySet()) {
            Attempt last = null;
            for (Attempt attempt : entry.getValue()) {
                boolean reads = attempt.f().equals("read") && attempt.isOk() && attempt.result() instanceof List<?>;
                last = reads ? attempt : last;
            }
            if (last == null) {
                unread = unread == null ? named(entry.getKey()) : unread;
            } else {
                compare(entry.getValue(), last, findings, counts);
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("attempted", counts[0]);
        figures.put("acknowledged", counts[1]);
        figures.put("lost", counts[2]);
        figures.put("unexpected", counts[3]);
        figures.put("recovered", counts[4]);
        if (findings.count() == 0 && (unread != null || counts[0] == 0)) {
            String why = counts[0] == 0 ? "nothing was added: nothing to judge" : "nobody read " + unread;
            return Verdict.unknown(name(), why).measured(figures);
        }
        return findings.invalidOr(counts[1] + " added and acknowledged, all there at the last read")
                .measured(figures);
    }

    static String named(Object key) {
        return key == null ? "the set" : String.valueOf(key);
    }

    private void compare(List<Attempt> attempts, Attempt last, Findings findings, long[] counts) {
        Set<Object> seen = new HashSet<>((List<?>) last.result());
        Set<Object> attempted = new HashSet<>();
        for (Attempt add : attempts) {
            if (ADDS.contains(add.f())) {
                counts[0]++;
                counts[1] += add.isOk() ? 1 : 0;
                if (!add.isFail()) {
                    attempted.add(add.argument());
                }
                boolean there = seen.contains(add.argument());
                counts[4] += there && !add.isOk() && !add.isFail() ? 1 : 0;
                if (add.isOk() && !there && add.to() < last.from()) {
                    counts[2]++;
                    findings.add(() -> Attempt.evidence(
                            add.argument() + " was added by " + add.told() + " and is not there in " + last.told(),
                            add,
                            last));
                }
            }
        }
        for (Object element : (List<?>) last.result()) {
            if (!attempted.contains(element)) {
                counts[3]++;
                findings.add(() -> Attempt.evidence(
                        last.told() + " saw " + element + ", which nobody added, or not with success", last));
            }
        }
    }
}
