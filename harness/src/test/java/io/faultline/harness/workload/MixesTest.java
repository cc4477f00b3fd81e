package io.faultline.harness.workload;

import static io.faultline.harness.workload.StoreCluster.MS;
import static io.faultline.harness.workload.StoreCluster.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.OperationEvent;
import io.faultline.checkers.history.OperationType;
import io.faultline.harness.workload.Clients.Kind;
import io.faultline.harness.workload.StoreCluster.Fate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the clients of each workload ask for, and what they make of the answers. */
class MixesTest {
    private static final Map<Kind, Set<String>> ASKED = Map.of(
            Kind.REGISTER, Set.of("read", "write"),
            Kind.CAS_REGISTER, Set.of("read", "write", "cas"),
            Kind.KEY_VALUE, Set.of("read", "write", "cas", "append", "delete", "add"),
            Kind.APPEND, Set.of("txn"),
            Kind.SET, Set.of("read", "append"),
            Kind.QUEUE, Set.of("enqueue", "dequeue"),
            Kind.LOCK, Set.of("acquire", "release"),
            Kind.COUNTER, Set.of("read", "add"));

    @ParameterizedTest
    @EnumSource
    void eachWorkloadAsksForItsOwn(Kind kind) {
        Run run = calm(kind, new StoreCluster(3));

        assertThat(run.invoked().stream().map(OperationEvent::f).collect(Collectors.toSet()))
                .isEqualTo(ASKED.get(kind));
    }

    /** A check knows what a key is from what is asked of it; of a mixture it can say nothing. */
    @Test
    void aKeyOfTheKeyValueWorkloadIsEitherARegisterOrAListOrASum() {
        Map<Object, Set<String>> asked = calm(Kind.KEY_VALUE, new StoreCluster(3)).readAll().invoked().stream()
                .collect(Collectors.groupingBy(
                        OperationEvent::key, Collectors.mapping(OperationEvent::f, Collectors.toSet())));

        assertThat(asked).hasSize(30);
        asked.forEach((key, operations) -> assertThat(operations)
                .as("%s", key)
                .isSubsetOf(
                        key.toString().endsWith("-list")
                                ? Set.of("read", "append")
                                : key.toString().endsWith("-sum")
                                        ? Set.of("read", "add")
                                        : Set.of("read", "write", "cas", "delete")));
    }

    /** What is appended is seen also while it goes on, not only at the end. */
    @Test
    void listsAndSumsAreReadInBetween() {
        List<Object> read = calm(Kind.KEY_VALUE, new StoreCluster(3)).operations(OperationType.OK).stream()
                .filter(event -> event.f().equals("read"))
                .map(OperationEvent::key)
                .toList();

        assertThat(read).contains("k1", "k1-list", "k1-sum");
    }

    @Test
    void whatSucceededSaysWhatCameOfIt() {
        Map<String, List<OperationEvent>> registers = byOperation(calm(Kind.CAS_REGISTER, new StoreCluster(3)));
        assertThat(registers.get("read").stream().map(OperationEvent::value)).hasAtLeastOneElementOfType(Long.class);
        assertThat(registers.get("write").stream().map(OperationEvent::value)).hasOnlyElementsOfType(Long.class);
        assertThat(registers.get("cas").stream().map(event -> (List<?>) event.value()))
                .isNotEmpty()
                .allSatisfy(pair -> assertThat(pair).hasSize(2));
        assertThat(byOperation(calm(Kind.LOCK, new StoreCluster(3))).get("acquire").stream()
                        .map(event -> (Long) event.value())
                        .toList())
                .as("fencing tokens")
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(byOperation(calm(Kind.QUEUE, new StoreCluster(3))).get("dequeue").stream()
                        .map(OperationEvent::value))
                .as("elements, and null when there is none")
                .contains((Object) null)
                .hasAtLeastOneElementOfType(Long.class);
    }

    @Test
    void aCompareAndSetOftenExpectsWhatIsThere() {
        Run run = calm(Kind.CAS_REGISTER, new StoreCluster(3));
        long done = run.operations(OperationType.OK).stream()
                .filter(event -> event.f().equals("cas"))
                .count();
        long asked =
                run.invoked().stream().filter(event -> event.f().equals("cas")).count();

        assertThat((double) done / asked).isBetween(0.5, 0.99);
    }

    @Test
    void transactionsHaveTheFormThatElleReads() {
        Run run = calm(Kind.APPEND, new StoreCluster(3));

        assertThat(run.operations()).isNotEmpty();
        for (OperationEvent event : run.operations()) {
            List<?> steps = (List<?>) event.value();
            assertThat(event.key()).isNull();
            assertThat(steps.size()).isBetween(1, 4);
            for (Object each : steps) {
                List<?> step = (List<?>) each;
                boolean reads = step.get(0).equals("r");
                boolean told = event.type() == OperationType.OK;
                assertThat(step.size()).isEqualTo(3);
                assertThat((String) step.get(0)).isIn("r", "append");
                assertThat((String) step.get(1)).matches("k[1-5](\\.\\d+)?");
                boolean asExpected = reads
                        ? step.get(2) == null || told && step.get(2) instanceof List<?>
                        : step.get(2) instanceof Long;
                assertThat(asExpected).as("%s of %s", step.get(0), event.type()).isTrue();
            }
        }
    }

    // ---- locks ----

    @Test
    void aLockIsGivenBackBeforeTheClientTakesAnother() {
        Run run = calm(Kind.LOCK, new StoreCluster(3));
        Map<Long, Object> held = new HashMap<>();
        for (OperationEvent event : run.operations(OperationType.OK)) {
            if (event.f().equals("acquire")) {
                assertThat(held.put(event.process(), event.key()))
                        .as("%s", event)
                        .isNull();
            } else {
                assertThat(held.remove(event.process())).as("%s", event).isEqualTo(event.key());
            }
        }
    }

    /** A release that came late may have taken the lock away. */
    @Test
    void aClientThatIsToldThatTheLockIsNotItsOwnGoesOn() {
        StoreCluster cluster = new StoreCluster(1);
        cluster.fated(call -> {
            if (call.time() > 10 * SECOND && call.time() < 20 * SECOND) {
                cluster.freeLocks();
            }
            return Fate.ANSWERED;
        });
        Run run = Run.of(Kind.LOCK, new Load(10, 1, 3, 0, 0, 0), cluster, 1, 60 * SECOND);

        assertThat(run.operations(OperationType.FAIL))
                .isNotEmpty()
                .allMatch(event -> event.f().equals("release"));
        assertThat(run.operations(OperationType.OK).stream().filter(event -> event.time() > 50 * SECOND))
                .as("locks taken and given back long after one was lost")
                .hasSizeGreaterThan(50);
    }

    /** Whether it holds the lock nobody knows; under the same name it finds out. */
    @Test
    void theOwnerOfALockIsTheClientWhateverItsProcess() {
        StoreCluster cluster =
                new StoreCluster(3).fated(call -> call.time() % 5 == 0 ? Fate.UNANSWERED : Fate.ANSWERED);
        Run run = Run.of(Kind.LOCK, Kind.LOCK.standardLoad(), cluster, 1, 60 * SECOND);

        assertThat(run.invoked().stream()
                        .map(OperationEvent::process)
                        .max(Long::compare)
                        .orElseThrow())
                .isGreaterThan(10L);
        assertThat(run.invoked())
                .allSatisfy(event -> assertThat(event.value()).isEqualTo("client" + event.process() % 10));
    }

    // ---- final reads ----

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"LOCK", "QUEUE", "APPEND"})
    void theFinalReadsSeeEveryKeyOnce(Kind kind) {
        Run run = calm(kind, new StoreCluster(3)).readAll();
        List<Object> read = run.finalOperations(OperationType.OK).stream()
                .map(OperationEvent::key)
                .toList();
        Set<Object> touched =
                run.invoked().stream().map(OperationEvent::key).collect(Collectors.toCollection(TreeSet::new));

        assertThat(read).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(touched);
        assertThat(run.finalOperations(OperationType.OK))
                .allMatch(event -> event.f().equals("read"));
    }

    @Test
    void theFinalTransactionsReadEveryListOnce() {
        Run run = calm(Kind.APPEND, new StoreCluster(3)).readAll();
        Set<Object> appended = run.operations(OperationType.OK).stream()
                .flatMap(event -> ((List<?>) event.value()).stream())
                .map(step -> ((List<?>) step).get(1))
                .collect(Collectors.toSet());

        assertThat(run.finalOperations(OperationType.OK).stream()
                        .flatMap(event -> ((List<?>) event.value()).stream())
                        .<Object>map(step -> ((List<?>) step).get(1))
                        .toList())
                .contains("k1", "k5", "k1.1")
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(appended);
    }

    /** A history that holds endless lists at every read grows with the square of their length. */
    @ParameterizedTest
    @CsvSource({"APPEND,64", "SET,1000", "KEY_VALUE,1000"})
    void aListThatHasEnoughIsFollowedByANewOneAndNothingIsMissed(Kind kind, int most) {
        Load load = kind.standardLoad().withRate(2_000).withClients(50).withPinned(0);
        Run run = Run.of(kind, load, new StoreCluster(1), 1, 60 * SECOND).readAll();

        List<Object> seen = new ArrayList<>();
        for (OperationEvent event : run.finalOperations(OperationType.OK)) {
            for (Object read : kind == Kind.APPEND ? read((List<?>) event.value()) : Arrays.asList(event.value())) {
                if (read instanceof List<?> elements) {
                    assertThat(elements.size()).isLessThanOrEqualTo(most);
                    seen.addAll(elements);
                }
            }
        }
        List<Object> appended = run.operations(OperationType.OK).stream()
                .flatMap(event -> event.f().equals("append")
                        ? Stream.of(event.value())
                        : event.f().equals("txn") ? appended((List<?>) event.value()) : Stream.of())
                .toList();
        assertThat(appended.size()).isGreaterThan(5_000);
        assertThat(new HashSet<>(seen)).hasSameSizeAs(seen).isEqualTo(new HashSet<>(appended));
    }

    private static List<Object> read(List<?> steps) {
        return steps.stream().<Object>map(step -> ((List<?>) step).get(2)).toList();
    }

    private static Stream<Object> appended(List<?> steps) {
        return steps.stream()
                .map(step -> (List<?>) step)
                .filter(step -> step.get(0).equals("append"))
                .map(step -> step.get(2));
    }

    @Test
    void queuesAreEmptiedInTheEnd() {
        Run run = calm(Kind.QUEUE, new StoreCluster(3)).readAll();
        List<Object> in = values(run, "enqueue");
        List<Object> out = values(run, "dequeue");
        out.removeIf(Objects::isNull);

        assertThat(out).containsExactlyInAnyOrderElementsOf(in);
        assertThat(run.finalOperations(OperationType.OK).stream()
                        .filter(event -> event.value() == null)
                        .map(OperationEvent::key))
                .containsExactly("q1", "q2");
    }

    private static List<Object> values(Run run, String f) {
        return run.operations(OperationType.OK).stream()
                .filter(event -> event.f().equals(f))
                .map(OperationEvent::value)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static Map<String, List<OperationEvent>> byOperation(Run run) {
        return run.operations(OperationType.OK).stream().collect(Collectors.groupingBy(OperationEvent::f));
    }

    private static Run calm(Kind kind, StoreCluster cluster) {
        return Run.of(kind, kind.standardLoad(), cluster, 1, 60 * SECOND).stop().goOn(20 * MS);
    }
}
