package io.faultline.harness.workload;

import static io.faultline.harness.workload.StoreCluster.LATENCY;
import static io.faultline.harness.workload.StoreCluster.MS;
import static io.faultline.harness.workload.StoreCluster.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Checkers;
import io.faultline.checkers.Judgement;
import io.faultline.checkers.Validity;
import io.faultline.checkers.history.OperationEvent;
import io.faultline.checkers.history.OperationType;
import io.faultline.harness.workload.Clients.Kind;
import io.faultline.harness.workload.StoreCluster.Fate;
import io.faultline.harness.workload.StoreCluster.Sent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What all clients promise, whatever they are about. */
class ClientsTest {
    private static final long[] SEEDS = {1, 2, 3, 77, -5};

    @ParameterizedTest
    @EnumSource
    void theSameSeedGivesTheSameLines(Kind kind) {
        for (long seed : SEEDS) {
            List<String> first = unlucky(kind, seed).readAll().lines();
            assertThat(first)
                    .as("seed %d", seed)
                    .isEqualTo(unlucky(kind, seed).readAll().lines());
            assertThat(first)
                    .as("seed %d", seed)
                    .isNotEqualTo(unlucky(kind, seed + 1).readAll().lines());
        }
    }

    /** Each client draws from a stream of its own. */
    @Test
    void moreClientsDoNotChangeWhatTheFirstOneAsks() {
        for (long seed : SEEDS) {
            List<String> alone = firstClient(1, seed);
            List<String> inCompany = firstClient(7, seed);
            assertThat(alone).hasSizeGreaterThan(100).as("seed %d", seed).isEqualTo(inCompany);
        }
    }

    private static List<String> firstClient(int clients, long seed) {
        Load load = Kind.KEY_VALUE.standardLoad().withClients(clients).withRate(5 * clients);
        return Run.of(Kind.KEY_VALUE, load, new StoreCluster(3), seed, 30 * SECOND).invoked().stream()
                .filter(event -> event.process() == 0)
                .map(event -> event.time() + " " + event.f() + " " + event.key())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void aProcessHasOneOperationUnderWayAndIsSilentAfterOneOfUnknownEffect(Kind kind) {
        for (long seed : SEEDS) {
            Run run = unlucky(kind, seed).readAll();
            Map<Long, OperationEvent> underWay = new HashMap<>();
            Set<Long> silent = new HashSet<>();
            for (OperationEvent event : run.operations()) {
                String what = "seed " + seed + ": " + event;
                assertThat(silent).as(what).doesNotContain(event.process());
                if (event.type() == OperationType.INVOKE) {
                    assertThat(underWay.put(event.process(), event)).as(what).isNull();
                } else {
                    OperationEvent begin = underWay.remove(event.process());
                    assertThat(begin).as(what).isNotNull();
                    assertThat(event.f()).as(what).isEqualTo(begin.f());
                    assertThat(event.key()).as(what).isEqualTo(begin.key());
                    if (event.type() == OperationType.INFO) {
                        silent.add(event.process());
                    }
                }
            }
            assertThat(silent)
                    .as("seed %d: what this is about must happen", seed)
                    .isNotEmpty();
        }
    }

    @Test
    void aClientGoesOnAsTheProcessWhoseNumberIsHigherByTheNumberOfClients() {
        Load load = Kind.REGISTER.standardLoad().withClients(4);
        Run run = Run.of(
                Kind.REGISTER,
                load,
                new StoreCluster(3).fated(call -> Fate.LOST).patientFor(10 * MS),
                1,
                5 * SECOND);

        List<OperationEvent> ended = run.operations(OperationType.INFO);
        assertThat(ended).hasSizeGreaterThan(20);
        assertThat(ended.stream().map(OperationEvent::process)).doesNotHaveDuplicates();
        for (OperationEvent end : ended.subList(0, 4)) {
            assertThat(run.invoked().stream().map(OperationEvent::process)).contains(end.process() + 4);
        }
    }

    /** A fast check needs to know from a value who wrote it. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"LOCK", "COUNTER"})
    void noValueIsAskedForTwice(Kind kind) {
        for (long seed : SEEDS) {
            List<Object> values = new ArrayList<>();
            unlucky(kind, seed).invoked().forEach(event -> values.addAll(written(event)));
            assertThat(values).as("seed %d", seed).hasSizeGreaterThan(100).doesNotHaveDuplicates();
        }
    }

    private static List<Object> written(OperationEvent event) {
        return switch (event.f()) {
            case "write", "append", "enqueue" -> List.of(event.value());
            case "cas" -> List.of(((List<?>) event.value()).get(1));
            case "txn" ->
                ((List<?>) event.value())
                        .stream()
                                .map(step -> (List<?>) step)
                                .filter(step -> !step.get(0).equals("r"))
                                .<Object>map(step -> step.get(2))
                                .toList();
            default -> List.of();
        };
    }

    /** A store that is sound must look sound, however many answers get lost: else clients tell stories. */
    @ParameterizedTest
    @EnumSource
    void aSoundStoreIsNeverAccused(Kind kind) {
        for (long seed : SEEDS) {
            for (int retries : new int[] {0, 3}) {
                Run run = Run.of(kind, kind.standardLoad().withRetries(retries), unlucky(seed), seed, 60 * SECOND);
                var history = run.readAll().finish();
                Judgement judgement = Checkers.run(history, Checkers.clients(history));
                assertThat(judgement.validity())
                        .as("seed %d, %d retries: %s", seed, retries, judgement)
                        .isEqualTo(Validity.VALID);
            }
        }
    }

    // ---- how much ----

    @ParameterizedTest
    @EnumSource
    void theRateIsAsAsked(Think think) {
        Load load = new Load(200, 20, 1, 0, 0, 0).withThink(think);
        int asked = Run.of(Kind.REGISTER, load, new StoreCluster(3), 1, 100 * SECOND)
                .invoked()
                .size();

        // Each client thinks for 100 ms on average and then waits for its answer.
        double expected = 100.0 * SECOND / (100 * MS + LATENCY) * 20;
        assertThat((double) asked).isBetween(expected * 0.97, expected * 1.03);
    }

    @Test
    void whoThinksForEquallyLongDoesSoFromTheSecondOperationOn() {
        Load load = new Load(10, 5, 1, 0, 0, 0).withThink(Think.FIXED);
        List<OperationEvent> asked =
                Run.of(Kind.REGISTER, load, new StoreCluster(1), 1, 10 * SECOND).invoked();

        assertThat(asked.subList(0, 5).stream().map(OperationEvent::time)).doesNotHaveDuplicates();
        assertThat(asked.get(5).time() - asked.get(0).time()).isEqualTo(500 * MS + LATENCY);
    }

    @Test
    void keysAreChosenByTheirSkew() {
        assertThat(shares(0)).allSatisfy(share -> assertThat(share).isBetween(0.23, 0.27));
        // 1, 1/2, 1/3 and 1/4 make 25/12.
        List<Double> skewed = shares(1);
        for (int i = 0; i < 4; i++) {
            double expected = 12.0 / 25 / (i + 1);
            assertThat(skewed.get(i)).as("key %d", i + 1).isBetween(expected * 0.93, expected * 1.07);
        }
    }

    private static List<Double> shares(double skew) {
        Load load = Kind.CAS_REGISTER.standardLoad().withKeys(4).withSkew(skew).withRate(400);
        List<OperationEvent> asked = Run.of(Kind.CAS_REGISTER, load, new StoreCluster(3), 1, 60 * SECOND)
                .invoked();
        return Stream.of("x1", "x2", "x3", "x4")
                .map(key -> (double) asked.stream()
                                .filter(event -> event.key().equals(key))
                                .count()
                        / asked.size())
                .toList();
    }

    /** Who asks a follower all the time must not fill the history with refusals. */
    @Test
    void aClientThinksAlsoAfterAFailure() {
        Load load = Kind.REGISTER.standardLoad();
        Run run = Run.of(Kind.REGISTER, load, new StoreCluster(3).fated(call -> Fate.REFUSED), 1, 60 * SECOND);

        assertThat(run.operations(OperationType.FAIL).size()).isBetween(2500, 3100);
    }

    @Test
    void whoIsStoppedBeginsNothingMoreAndIsStillAnswered() {
        Run run = Run.of(Kind.SET, Kind.SET.standardLoad().withRate(2000), new StoreCluster(1), 1, SECOND);
        int asked = run.invoked().size();
        assertThat(run.operations()).as("some are under way").hasSizeLessThan(2 * asked);

        run.stop().goOn(SECOND);

        assertThat(run.invoked()).hasSize(asked);
        assertThat(run.operations()).hasSize(2 * asked);
    }

    /** An eighth of all calls refused, an eighth lost, and an eighth of the answers. */
    private static Run unlucky(Kind kind, long seed) {
        return Run.of(kind, kind.standardLoad(), unlucky(seed), seed, 60 * SECOND);
    }

    private static StoreCluster unlucky(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Fate[] fates = {Fate.REFUSED, Fate.LOST, Fate.UNANSWERED};
        Function<Sent, Fate> drawn = call -> {
            int draw = random.nextInt(8);
            return draw < fates.length ? fates[draw] : Fate.ANSWERED;
        };
        return new StoreCluster(3).ledBy("n2").fated(drawn);
    }
}
