package io.faultline.checkers.totals;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.finding.Findings;
import io.faultline.checkers.history.History;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Each element through all reads (Jepsen's {@code set-full}): known since its add, or the first read that saw it, ended; lost if
 * no read from some time on sees it; stale if reads missed it for a while; recovered if it was never acknowledged and is there.
 *
 * <p>A lost element, and one that is there twice, breaks the promise; stale reads are counted.
 */
final class SetFull implements Checker {

    @Override
    public String name() {
        return "set-full";
    }

    @Override
    public String claim() {
        return "what was added, or seen once, is there for good";
    }

    @Override
    public Verdict check(History history) {
        Findings findings = new Findings(name());
        long[] counts = new long[6];
        for (Map.Entry<Object, List<Attempt>> entry :
                Attempts.of(history).byKey(SetTotal.NAMES).entrySet()) {
            examine(entry.getValue(), findings, counts);
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("attempted", counts[0]);
        figures.put("stable", counts[1]);
        figures.put("lost", counts[2]);
        figures.put("stale", counts[3]);
        figures.put("recovered", counts[4]);
        figures.put("neverRead", counts[5]);
        if (findings.count() == 0 && counts[1] == 0) {
            return Verdict.unknown(name(), "nobody saw any element: nothing to judge")
                    .measured(figures);
        }
        return findings.invalidOr(counts[1] + " elements were seen for good"
                        + (counts[3] > 0 ? ", " + counts[3] + " of them missed for a while" : ""))
                .measured(figures);
    }

    private void examine(List<Attempt> attempts, Findings findings, long[] counts) {
        Map<Object, List<Attempt>> sightings = new HashMap<>();
        List<Attempt> reads = new ArrayList<>();
        for (Attempt read : attempts) {
            if (read.f().equals("read") && read.isOk() && read.result() instanceof List<?> list) {
                reads.add(read);
                Set<Object> once = new HashSet<>();
                for (Object element : list) {
                    if (once.add(element)) {
                        sightings
                                .computeIfAbsent(element, one -> new ArrayList<>())
                                .add(read);
                    } else {
                        findings.add(() -> Attempt.evidence(read.told() + " saw " + element + " twice", read));
                    }
                }
            }
        }
        for (Attempt add : attempts) {
            if (SetTotal.ADDS.contains(add.f()) && !add.isFail()) {
                counts[0]++;
                examine(add, reads, sightings.getOrDefault(add.argument(), List.of()), findings, counts);
            }
        }
    }

    private void examine(Attempt add, List<Attempt> reads, List<Attempt> seen, Findings findings, long[] counts) {
        long known = add.to();
        long lastSeen = -1;
        for (Attempt read : seen) {
            known = Math.min(known, read.to());
            lastSeen = Math.max(lastSeen, read.from());
        }
        Set<Attempt> saw = new HashSet<>(seen);
        Attempt missedForGood = null;
        boolean missed = false;
        for (int i = reads.size() - 1; i >= 0 && reads.get(i).from() > known; i--) {
            if (!saw.contains(reads.get(i))) {
                missed = true;
                missedForGood = reads.get(i).from() > lastSeen ? reads.get(i) : missedForGood;
            }
        }
        counts[4] += !add.isOk() && !seen.isEmpty() ? 1 : 0;
        if (missedForGood != null) {
            counts[2]++;
            Attempt first = missedForGood;
            findings.add(() -> Attempt.evidence(
                    add.argument() + " of " + add.told() + " is not seen any more from " + first.told() + " on",
                    add,
                    first));
        } else if (!seen.isEmpty()) {
            counts[1]++;
            counts[3] += missed ? 1 : 0;
        } else {
            counts[5]++;
        }
    }
}
