package io.faultline.harness.mutants;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One line of the kill table.
 *
 * @param id of the variant
 * @param change what is different about it
 * @param mutant whether it has a bug; a control has none
 * @param campaigns how many campaigns were run
 * @param kills one for each campaign that ended in a kill; for a control, the accusations
 * @param trials trials run in all
 * @param unknown how many of them were unknown
 * @param seconds time spent in all, by the clock of the {@link ProvingGround}
 */
public record KillRow(
        String id,
        String change,
        boolean mutant,
        int campaigns,
        List<Kill> kills,
        int trials,
        int unknown,
        double seconds) {
    public KillRow {
        kills = List.copyOf(kills);
    }

    /** A mutant that every campaign killed, or a control that nobody accused. */
    public boolean asItShould() {
        return mutant ? kills.size() == campaigns : kills.isEmpty();
    }

    /** The given quantile of the trials to the first kill; 0 without a kill. */
    public double trialsToKill(double quantile) {
        return Quantiles.of(kills.stream().mapToDouble(Kill::trials).toArray(), quantile);
    }

    /** The given quantile of the seconds to the first kill; 0 without a kill. */
    public double secondsToKill(double quantile) {
        return Quantiles.of(kills.stream().mapToDouble(Kill::seconds).toArray(), quantile);
    }

    /** In how many campaigns each checker said invalid, the most frequent first. */
    public Map<String, Integer> checkers() {
        Map<String, Integer> counts = new TreeMap<>();
        kills.forEach(kill -> kill.checkers().forEach(checker -> counts.merge(checker, 1, Integer::sum)));
        Map<String, Integer> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    /** The median number of faults in the schedules that killed. */
    public double faults() {
        return Quantiles.of(kills.stream().mapToDouble(Kill::faults).toArray(), 0.5);
    }
}
