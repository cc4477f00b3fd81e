package io.faultline.checkers.linearizability.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.kit.Draw;
import io.faultline.checkers.linearizability.Call;
import io.faultline.checkers.linearizability.Decision;
import io.faultline.checkers.linearizability.Decision.Declined;
import io.faultline.checkers.linearizability.Decision.Linearizable;
import io.faultline.checkers.linearizability.Decision.NotLinearizable;
import io.faultline.checkers.linearizability.Model;
import io.faultline.checkers.linearizability.kit.Shown;
import io.faultline.checkers.linearizability.kit.SlowTwin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: each monitor decides as the search through all orders does, and what it calls a proof is one. Random small histories,
 * some tampered with.
 *
 * <p>{@code -Dfaultline.histories=N} tries N in all, {@code -Dfaultline.seed=S} begins with seed S, and
 * {@code -Dfaultline.kind=queue} tries only kinds of such a name. With the seed of a failure, its kind and N = 1 it is
 * repeated.
 */
class MonitorTwinTests {
    private static final int HISTORIES = Integer.getInteger("faultline.histories", 200_000);
    private static final long FIRST_SEED = Long.getLong("faultline.seed", 1);
    private static final String KIND = System.getProperty("faultline.kind", "");
    private static final int CALLS_MOST = 9;
    private static final String FINE = "linearizable";
    private static final String BROKEN = "not linearizable";

    static List<Kind> kinds() {
        return Kinds.all().stream().filter(kind -> kind.name().contains(KIND)).toList();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aMonitorDecidesAsAllOrdersDo(Kind kind) {
        Map<String, Integer> counts = new TreeMap<>();
        int histories = Math.max(1, HISTORIES / kinds().size());
        for (long seed = FIRST_SEED; seed < FIRST_SEED + histories; seed++) {
            List<Call> calls = PlayedCalls.of(kind, new Draw(seed), CALLS_MOST);
            String wrong = wrong(kind, calls, counts);
            if (wrong != null) {
                throw new AssertionError(kind + ", seed " + seed + ": " + explain(kind, calls));
            }
        }
        if (histories > 1_000) {
            assertThat(counts.get(FINE)).as("found linearizable, of " + counts).isGreaterThan(histories / 12);
            assertThat(counts.get(BROKEN)).as("found not so, of " + counts).isGreaterThan(histories / 12);
        }
    }

    /** That it may leave some to the search is for those that have no order, of which it can't say so in few calls. */
    @ParameterizedTest
    @MethodSource("kindsThatComeBack")
    void whateverTextComesBackAnOrderThatIsThereIsFound(Kind kind) {
        int left = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES / 4; seed++) {
            List<Call> calls = PlayedCalls.of(kind, new Draw(seed), CALLS_MOST);
            if (kind.monitor().decide(calls, kind.machine().origin()) instanceof Declined declined) {
                left++;
                assertThat(SlowTwin.isLinearizable(kind.machine(), calls))
                        .as("%s, seed %d: %s, of %s", kind, seed, declined.reason(), Shown.of(calls))
                        .isFalse();
            }
        }
        if (HISTORIES > 1_000) {
            assertThat(left).as("left to the search").isPositive();
        }
    }

    static List<Kind> kindsThatComeBack() {
        return List.of(Kinds.deletedKey(), Kinds.rewrittenRegister());
    }

    /** What the monitor got wrong about these calls; null when nothing. */
    private static String wrong(Kind kind, List<Call> calls, Map<String, Integer> counts) {
        Model<?> model = kind.machine();
        Decision decision = kind.monitor().decide(calls, model.origin());
        boolean fine = SlowTwin.isLinearizable(model, calls);
        if (decision instanceof Declined) {
            counts.merge(fine ? "declined" : "declined, not linearizable", 1, Integer::sum);
            return null;
        }
        counts.merge(fine ? FINE : BROKEN, 1, Integer::sum);
        if (decision instanceof Linearizable == !fine) {
            return "it says " + decision + ", the twin says " + (fine ? FINE : BROKEN);
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
        return SlowTwin.isLinearizable(kind.machine(), alone)
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
        String text = wrong(kind, fewest, new TreeMap<>());
        return text + "\n" + Shown.of(fewest);
    }
}
