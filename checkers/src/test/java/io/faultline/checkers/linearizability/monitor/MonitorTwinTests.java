package io.faultline.checkers.linearizability.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.kit.Draw;
import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Decision;
import io.faultline.checkers.linearizability.Decision.Declined;
import io.faultline.checkers.linearizability.Decision.Linearizable;
import io.faultline.checkers.linearizability.Decision.NotLinearizable;
import io.faultline.checkers.linearizability.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: each monitor decides as the search through all orders does. Random small histories, some tampered with.
 *
 * <p>{@code -Dfaultline.twin.histories=1000000} tries more of each kind, {@code -Dfaultline.twin.seed=S} other ones, and
 * {@code -Dfaultline.seed=S} the one that a failure names; {@code -Dfaultline.twin.kind=queue} only kinds of such a name,
 * {@code -Dfaultline.twin.calls=12} longer histories.
 */
class MonitorTwinTests {
    private static final int HISTORIES = Integer.getInteger("faultline.twin.histories", 12_000);
    private static final long FIRST_SEED = Long.getLong("faultline.twin.seed", 1);
    private static final Long ONLY = Long.getLong("faultline.seed");
    private static final int CALLS_MOST = Integer.getInteger("faultline.twin.calls", 9);

    static List<Kind> kinds() {
        String only = System.getProperty("faultline.twin.kind", "");
        return Kinds.all().stream().filter(kind -> kind.name().contains(only)).toList();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aMonitorDecidesAsAllOrdersDo(Kind kind) {
        Map<String, Integer> counts = new TreeMap<>();
        long from = ONLY != null ? ONLY : FIRST_SEED;
        long to = ONLY != null ? ONLY : FIRST_SEED + HISTORIES - 1;
        for (long seed = from; seed <= to; seed++) {
            List<Call> calls = RandomCalls.of(kind, new Draw(seed), CALLS_MOST);
            String wrong = wrong(kind, calls, counts);
            if (wrong != null) {
                throw new AssertionError(kind + ", seed " + seed + " (repeat with -Dfaultline.seed=" + seed + "): "
                        + explain(kind, calls));
            }
        }
        if (ONLY == null) {
            assertThat(counts.get("linearizable"))
                    .as("found linearizable, of " + counts)
                    .isGreaterThan(HISTORIES / 10);
            assertThat(counts.get("not linearizable"))
                    .as("found not so, of " + counts)
                    .isGreaterThan(HISTORIES / 10);
            System.out.println(kind + " " + counts);
        }
    }

    /** What the monitor got wrong about these calls; null when nothing. */
    private static String wrong(Kind kind, List<Call> calls, Map<String, Integer> counts) {
        Model<?> model = kind.machine();
        Decision decision = kind.monitor().decide(calls, model.origin());
        boolean fine = SlowSearch.linearizable(model, calls);
        if (decision instanceof Declined) {
            counts.merge(fine ? "declined" : "declined, not linearizable", 1, Integer::sum);
            return null;
        }
        counts.merge(fine ? "linearizable" : "not linearizable", 1, Integer::sum);
        if (decision instanceof Linearizable == !fine) {
            return "it says " + decision + ", the twin says " + (fine ? "linearizable" : "not linearizable");
        }
        if (decision instanceof NotLinearizable broken) {
            return wrongProof(kind, calls, broken, counts);
        }
        return null;
    }

    /** A proof is one if its calls alone, and who wrote what at any time, leave no order either. */
    private static String wrongProof(Kind kind, List<Call> calls, NotLinearizable broken, Map<String, Integer> counts) {
        for (Call call : broken.proof()) {
            if (!calls.contains(call)) {
                return "the proof has a call that never was: " + call;
            }
        }
        if (broken.why().contains("it takes more calls than these")) {
            counts.merge("shown in part", 1, Integer::sum);
            return null;
        }
        List<Call> alone = new ArrayList<>();
        for (Call call : calls) {
            if (kind.widened().contains(call.f())
                    && !Boolean.FALSE.equals(call.result())
                    && !broken.proof().contains(call)) {
                alone.add(Call.pending(call.process(), call.f(), call.key(), call.argument(), -100));
            }
        }
        alone.addAll(broken.proof());
        return SlowSearch.linearizable(kind.machine(), alone)
                ? "its proof is none: " + broken + ", as the twin orders " + alone
                : null;
    }

    /** The mismatch in as few calls as possible. */
    private static String explain(Kind kind, List<Call> calls) {
        List<Call> fewest = new ArrayList<>(calls);
        for (int i = 0; i < fewest.size(); i++) {
            List<Call> fewer = new ArrayList<>(fewest);
            fewer.remove(i);
            if (wrong(kind, fewer, new TreeMap<>()) != null) {
                fewest = fewer;
                i = -1;
            }
        }
        StringBuilder text = new StringBuilder(wrong(kind, fewest, new TreeMap<>()));
        fewest.forEach(call -> text.append("\n  ").append(call));
        return text.toString();
    }
}
