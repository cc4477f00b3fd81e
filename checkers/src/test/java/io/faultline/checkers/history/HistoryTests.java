package io.faultline.checkers.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.checkers.kit.Story;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistoryTests {

    @Test
    void indexesWithAGapAreRefused() {
        assertThatThrownBy(() -> History.of(List.of(new PhaseEvent(0, 0, "safety"), new PhaseEvent(2, 0, "end"))))
                .isInstanceOf(HistoryException.class)
                .hasMessage("event 2 stands where event 1 must stand: indexes have no gaps");
    }

    @Test
    void timeThatGoesBackIsRefused() {
        assertThatThrownBy(() -> History.of(List.of(new PhaseEvent(0, 5, "safety"), new PhaseEvent(1, 4, "end"))))
                .isInstanceOf(HistoryException.class)
                .hasMessage("event 1 is at 4 ns, before event 0 at 5 ns: time never goes back");
    }

    @Test
    void timeBeforeTheTrialIsRefused() {
        assertThatThrownBy(() -> History.of(List.of(new PhaseEvent(0, -1, "safety"))))
                .isInstanceOf(HistoryException.class)
                .hasMessage("event 0 is at -1 ns, before the trial began: time never goes back");
    }

    @Test
    void aHistoryKnowsItsNodesBoundsAndEnd() {
        History history = Story.of("n2", "n1").start("n1").at(70).end();
        assertThat(history.nodes()).containsExactly("n1", "n2");
        assertThat(history.timing()).contains(Story.TIMING);
        assertThat(history.end()).isEqualTo(70_000_000);
        assertThat(history.complete()).isTrue();
        assertThat(history.event(1)).isEqualTo(new PhaseEvent(1, 70_000_000, "end"));
    }

    @Test
    void aHistoryWithoutEventsHasNoNodesNoBoundsAndNoEnd() {
        History history = History.of(List.of());
        assertThat(history.nodes()).isEmpty();
        assertThat(history.timing()).isEmpty();
        assertThat(history.end()).isZero();
        assertThat(history.complete()).isFalse();
    }

    @Test
    void aListChangedAfterwardsDoesNotChangeTheHistory() {
        List<Event> events = new ArrayList<>(List.of(new PhaseEvent(0, 0, "safety")));
        History history = History.of(events);
        events.clear();
        assertThat(history.size()).isEqualTo(1);
        assertThatThrownBy(() -> history.events().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aViewIsMadeOnce() {
        History history = History.of(List.of());
        StringBuilder first = history.view(StringBuilder.class, it -> new StringBuilder());
        assertThat(history.view(StringBuilder.class, it -> new StringBuilder())).isSameAs(first);
    }

    @Test
    void aRecorderNumbersItsEvents() {
        HistoryRecorder recorder = new HistoryRecorder();
        assertThat(recorder.phase(0, "safety")).isZero();
        assertThat(recorder.operation(3, OperationType.INVOKE, 1, "read", "x", null))
                .isEqualTo(1);
        assertThat(recorder.soFar()).hasSize(2);
        assertThat(recorder.finish()).isEqualTo(History.of(recorder.soFar()));
    }

    @Test
    void aRecorderRefusesTimeThatGoesBack() {
        HistoryRecorder recorder = new HistoryRecorder();
        recorder.phase(5, "safety");
        assertThatThrownBy(() -> recorder.phase(4, "end"))
                .isInstanceOf(HistoryException.class)
                .hasMessage("event 1 is at 4 ns, before the event before it at 5 ns: time never goes back");
    }

    @Test
    void aFinishedRecorderTakesNoMore() {
        HistoryRecorder recorder = new HistoryRecorder();
        History history = recorder.finish();
        assertThatThrownBy(() -> recorder.phase(0, "end"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the recording has ended and takes no more events");
        assertThatThrownBy(() -> recorder.node(0, "n1", 1, 1, 0, 0, Role.FOLLOWER, new NodeFact.Stopped()))
                .isInstanceOf(IllegalStateException.class);
        assertThat(history.size()).isZero();
    }

    @Test
    void whatNodesSaidAndWhatClientsDidCanBeWalkedAlongByItself() {
        HistoryRecorder recorder = new HistoryRecorder();
        List<Event> told = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            String node = "n" + (1 + i % 3);
            Role role = i % 5 == 0 ? Role.LEADER : Role.FOLLOWER;
            NodeFact fact = fact(i);
            if (i % 7 == 3) {
                recorder.phase(i, "phase " + i);
                told.add(new PhaseEvent(i, i, "phase " + i));
            } else if (i % 7 == 4) {
                OperationType type = OperationType.values()[i % 4];
                recorder.operation(i, type, i % 11, "cas", "k" + i, List.of(1L, i));
                told.add(new OperationEvent(i, i, type, i % 11, "cas", "k" + i, List.of(1L, (long) i)));
            } else {
                recorder.node(i, node, 1 + i / 900, 1 + i, 2 * i, i / 50, role, fact);
                told.add(new NodeEvent(i, i, node, 1 + i / 900, 1 + i, 2 * i, i / 50, role, fact));
            }
        }
        List<Event> growing = recorder.soFar();
        History history = recorder.finish();
        assertThat(history.events()).isEqualTo(told).isEqualTo(growing);
        assertThat(history).isEqualTo(History.of(told)).hasSameHashCodeAs(History.of(told));
        NodeEvents said = history.nodeEvents();
        List<Event> again = new ArrayList<>(history.otherEvents());
        for (int p = 0; p < said.size(); p++) {
            NodeEvent event = (NodeEvent) history.event(said.index(p));
            assertThat(said.event(p)).isEqualTo(event);
            assertThat(new NodeEvent(
                            said.index(p),
                            said.time(p),
                            said.node(p),
                            said.incarnation(p),
                            said.seq(p),
                            event.clock(),
                            said.term(p),
                            said.role(p),
                            said.fact(p)))
                    .isEqualTo(event);
            again.add(event);
        }
        ClientEvents asked = history.clientEvents();
        for (int p = 0; p < asked.size(); p++) {
            OperationEvent event = (OperationEvent) history.event(asked.index(p));
            assertThat(asked.event(p)).isEqualTo(event);
            assertThat(asked.begins(p)).isEqualTo(event.type() == OperationType.INVOKE);
            again.add(event);
        }
        again.sort(Comparator.comparingLong(Event::index));
        assertThat(again).isEqualTo(told);
    }

    /** Of each kind that is kept in its own way: batches of one entry and several, of one term and two, of other digests. */
    private static NodeFact fact(int i) {
        String digest = HexDigests.text(31L * i);
        return switch (i % 8) {
            case 0 -> new LogFact.Committed(i);
            case 1 -> new LogFact.Appended(i, List.of(7L), List.of(digest));
            case 2 -> new LogFact.Appended(i, List.of(7L, 7L), List.of(digest, "00000000000000ff"));
            case 3 -> new LogFact.Appended(i, List.of(7L, 8L, 8L), List.of(digest, digest, "ffffffffffffffff"));
            case 4 -> new LogFact.Appended(i, List.of(7L, 8L), List.of(digest, "a digest of another kind"));
            case 5 -> new LogFact.Applied(i, List.of(digest, digest));
            case 6 -> new LogFact.Applied(i, List.of("a digest of another kind"));
            default -> new NodeFact.VoteGranted("n1");
        };
    }

    @Test
    void whatABatchTellsIsAtHandAsNumbers() {
        HistoryRecorder recorder = new HistoryRecorder();
        for (int i = 1; i <= 8; i++) {
            recorder.node(i, "n1", 1, i, 0, 9, Role.LEADER, fact(i));
        }
        NodeEvents said = recorder.finish().nodeEvents();
        List<Batch> batches = new ArrayList<>();
        for (int p = 0; p < said.size(); p++) {
            batches.add(said.batch(p));
            assertThat(said.isOfLog(p)).as("position %d", p).isEqualTo(fact(p + 1) instanceof LogFact);
        }
        assertThat(batches)
                .containsExactly(
                        Batch.APPENDED,
                        Batch.APPENDED,
                        Batch.APPENDED,
                        Batch.NONE,
                        Batch.APPLIED,
                        Batch.NONE,
                        Batch.NONE,
                        Batch.COMMITTED);
        assertThat(said.from(2)).isEqualTo(3);
        assertThat(said.entryCount(2)).isEqualTo(3);
        assertThat(said.entryCount(3)).isZero();
        assertThat(said.entryCount(7)).isZero();
        assertThat(said.entryTerm(said.entry(2))).isEqualTo(7);
        assertThat(said.entryTerm(said.entry(2) + 2)).isEqualTo(8);
        assertThat(said.entryDigest(said.entry(2) + 2)).isEqualTo(-1);
        assertThat(said.entryDigest(said.entry(4) + 1)).isEqualTo(31 * 5);
        assertThat(said.from(7)).isEqualTo(8);
        assertThat(said.entries()).isEqualTo(8);
        assertThat(IntStream.range(0, 8).map(said::batchWith)).containsExactly(0, 1, 1, 2, 2, 2, 4, 4);
    }

    @Test
    void aListOfEventsCannotBeChangedFromOutside() {
        History history = History.of(List.of(new PhaseEvent(0, 0, "safety")));
        Event end = new PhaseEvent(1, 0, "end");
        for (List<Event> list : List.of(history.events(), history.otherEvents())) {
            assertThatThrownBy(() -> list.add(end)).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> list.remove(0)).isInstanceOf(UnsupportedOperationException.class);
        }
        assertThatThrownBy(() -> history.event(1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aBatchThatNoFactCouldTellOfIsNotRecorded() {
        HistoryRecorder recorder = new HistoryRecorder();
        long[] one = {1};
        long[] none = {};
        refused(recorder, Batch.COMMITTED, -1, null, null);
        refused(recorder, Batch.COMMITTED, 1, one, null);
        refused(recorder, Batch.APPLIED, 0, one, null);
        refused(recorder, Batch.APPLIED, 1, none, null);
        refused(recorder, Batch.APPLIED, 1, one, one);
        refused(recorder, Batch.APPENDED, 1, one, null);
        refused(recorder, Batch.APPENDED, 1, one, new long[] {0});
        refused(recorder, Batch.APPENDED, Long.MAX_VALUE, one, one);
        refused(recorder, Batch.NONE, 1, null, null);
        assertThat(recorder.finish().size()).isZero();
    }

    private static void refused(HistoryRecorder recorder, Batch batch, long from, long[] digests, long[] terms) {
        assertThatThrownBy(() -> recorder.batch(0, "n1", 1, 1, 0, 1, Role.LEADER, batch, from, digests, terms))
                .as("%s from %d", batch, from)
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNodeEventThatCannotBeIsNotRecorded() {
        HistoryRecorder recorder = new HistoryRecorder();
        NodeFact fact = new NodeFact.Stopped();
        assertThatThrownBy(() -> recorder.node(0, "n1", 0, 1, 0, 0, Role.FOLLOWER, fact))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> recorder.node(0, "n1", 1, 0, 0, 0, Role.FOLLOWER, fact))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> recorder.node(0, "n1", 1, 1, 0, -1, Role.FOLLOWER, fact))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> recorder.node(0, "n1", 1, 1, 0, 0, Role.FOLLOWER, null))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> recorder.node(0, null, 1, 1, 0, 0, Role.FOLLOWER, fact))
                .isInstanceOf(NullPointerException.class);
        assertThat(recorder.finish().size()).isZero();
    }

    @Test
    void equalConditionsAreEqualWhateverTheOrder() {
        Condition one = new Condition(
                List.of("n2", "n1", "n2"),
                List.of(),
                List.of(new Link("n2", "n1"), new Link("n1", "n2")),
                List.of(),
                List.of());
        Condition other = new Condition(
                List.of("n1", "n2"),
                List.of(),
                List.of(new Link("n1", "n2"), new Link("n2", "n1")),
                List.of(),
                List.of());
        assertThat(one).isEqualTo(other);
    }

    @Test
    void aLogIsMoreUpToDateByItsLastTermThenByItsIndex() {
        assertThat(new LogTail(3, 2)).isGreaterThan(new LogTail(9, 1));
        assertThat(new LogTail(4, 2)).isGreaterThan(new LogTail(3, 2));
        assertThat(new LogTail(3, 2)).isEqualByComparingTo(new LogTail(3, 2));
    }

    @Test
    void valuesInEventsArePlainAndImmutable() {
        Map<String, Object> value = new LinkedHashMap<>(Map.of("count", 3));
        OperationEvent event = new OperationEvent(0, 0, OperationType.OK, 1, "read", (short) 4, value);
        value.put("count", 9);
        assertThat(event.key()).isEqualTo(4L);
        assertThat(event.value()).isEqualTo(Map.of("count", 3L));
    }

    @Test
    void aPlainListOfLeavesIsPlainWithoutACopyAndAnyOtherIsNotShared() {
        List<Object> leaves = new ArrayList<>(Arrays.asList(1L, null, "x"));
        Object plain = PlainTree.of(leaves);
        leaves.set(0, 2L);
        assertThat(plain).isEqualTo(Arrays.asList(1L, null, "x"));
        assertThat(PlainTree.of(plain)).isSameAs(plain);
        List<Object> deep = List.of();
        for (int i = 0; i < PlainTree.MAX_DEPTH - 1; i++) {
            deep = List.of(deep);
        }
        Object deepest = PlainTree.of(deep);
        assertThat(deepest).isEqualTo(deep);
        assertThatThrownBy(() -> PlainTree.of(List.of(deepest))).hasMessageContaining("nested deeper than 64");
    }

    @Test
    void valuesThatJsonCannotHoldAreRefused() {
        assertThatThrownBy(() -> PlainTree.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PlainTree.of(new Object())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PlainTree.of(Map.of(1, 2))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PlainTree.of(Map.of("\ud800", 2))).isInstanceOf(IllegalArgumentException.class);
        List<Object> nested = new ArrayList<>();
        nested.add(nested);
        assertThatThrownBy(() -> PlainTree.of(nested)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLazyTreeIsMadeWhenItIsReadAndEqualsThePlainOne() {
        int[] made = new int[1];
        Map<String, Object> lazy = PlainTree.lazily(() -> {
            made[0]++;
            return Map.of("kind", "crash");
        });
        FaultEvent event = new FaultEvent(0, 0, FaultPhase.BEGIN, 1, lazy);
        assertThat(made[0]).isZero();
        assertThat(event).isEqualTo(new FaultEvent(0, 0, FaultPhase.BEGIN, 1, Map.of("kind", "crash")));
        assertThat(event.fault()).containsEntry("kind", "crash");
        assertThat(made[0]).isEqualTo(1);
    }

    @Test
    void anUnknownFactMustNotBeAKnownOneInDisguise() {
        assertThatThrownBy(() -> new NodeFact.UnknownFact("leader", Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NodeFact.UnknownFact("appended", Map.of("term", 3)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNodeEventWithoutAnIncarnationIsRefused() {
        assertThatThrownBy(() -> new NodeEvent(0, 0, "n1", 0, 1, 0, 0, Role.FOLLOWER, new NodeFact.TermChanged()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void eventsThatComeLateArePutInOrderAndThoseThatComeTooLateWhenTheRecordingEnds() {
        HistoryRecorder recorder = new HistoryRecorder();
        recorder.awaitLate(10);
        recorder.phase(5, "first");
        recorder.phase(9, "third");
        recorder.phase(7, "second");
        assertThat(recorder.size()).isZero();
        recorder.phase(19, "sixth");
        assertThat(recorder.size()).isEqualTo(3);
        recorder.phase(6, "too late");
        recorder.phase(19, "seventh");
        recorder.phase(29, "eighth");

        assertThat(recorder.soFar()).contains(new PhaseEvent(3, 9, "too late"));
        assertThat(recorder.finish().events())
                .containsExactly(
                        new PhaseEvent(0, 5, "first"),
                        new PhaseEvent(1, 6, "too late"),
                        new PhaseEvent(2, 7, "second"),
                        new PhaseEvent(3, 9, "third"),
                        new PhaseEvent(4, 19, "sixth"),
                        new PhaseEvent(5, 19, "seventh"),
                        new PhaseEvent(6, 29, "eighth"));
    }

    @Test
    void eventsThatWaitAreRecordedWhenTheirTimeHasPassedThoughNoneFollows() {
        HistoryRecorder recorder = new HistoryRecorder();
        recorder.awaitLate(10);
        recorder.phase(5, "first");
        recorder.passTime(14);
        assertThat(recorder.size()).isZero();
        recorder.passTime(15);
        assertThat(recorder.size()).isEqualTo(1);
        recorder.phase(3, "too late");
        recorder.passTime(20);

        assertThat(recorder.finish().events())
                .containsExactly(new PhaseEvent(0, 3, "too late"), new PhaseEvent(1, 5, "first"));
    }

    @Test
    void whatWasRecordedBeforeAnybodyWaitedStaysWhereItIs() {
        HistoryRecorder recorder = new HistoryRecorder();
        recorder.phase(4, "at once");
        recorder.awaitLate(10);
        recorder.phase(5, "first");
        recorder.passTime(15);
        recorder.phase(3, "too late");

        assertThat(recorder.finish().events())
                .containsExactly(
                        new PhaseEvent(0, 4, "at once"),
                        new PhaseEvent(1, 4, "too late"),
                        new PhaseEvent(2, 5, "first"));
    }

    @Test
    void aRecordingThatGoesToSomebodyIsPassedOnInOrderAndKeepsNothing() {
        List<Event> taken = new ArrayList<>();
        HistoryRecorder recorder = HistoryRecorder.to(taken::add);
        assertThat(recorder.phase(5, "first")).isZero();
        assertThat(recorder.node(7, "n1", 1, 1, 7, 0, Role.FOLLOWER, new NodeFact.TermChanged()))
                .isEqualTo(1);
        assertThatThrownBy(() -> recorder.phase(6, "back"))
                .isInstanceOf(HistoryException.class)
                .hasMessage("event 2 is at 6 ns, before the event before it at 7 ns: time never goes back");

        assertThat(recorder.size()).isZero();
        assertThatThrownBy(recorder::finish)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the 2 events of this recording were passed on and not kept: there is no history");
        assertThat(taken)
                .containsExactly(
                        new PhaseEvent(0, 5, "first"),
                        new NodeEvent(1, 7, "n1", 1, 1, 7, 0, Role.FOLLOWER, new NodeFact.TermChanged()));
    }

    @Test
    void aLateEventIsPassedOnOnlyWhenTheRecordingEndsOrItHasWaited() {
        List<Event> taken = new ArrayList<>();
        HistoryRecorder recorder = HistoryRecorder.to(taken::add);
        recorder.awaitLate(10);
        recorder.phase(5, "first");
        assertThat(taken).isEmpty();
        assertThatThrownBy(recorder::finish).isInstanceOf(IllegalStateException.class);
        assertThat(taken).containsExactly(new PhaseEvent(0, 5, "first"));
    }
}
