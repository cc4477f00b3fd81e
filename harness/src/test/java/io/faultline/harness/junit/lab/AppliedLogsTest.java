package io.faultline.harness.junit.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.LogStart;
import io.faultline.checkers.history.LogTail;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.Role;
import io.faultline.checkers.history.SnapshotPoint;
import io.faultline.checkers.history.Timing;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the always-on applier takes for agreement, and what not. */
class AppliedLogsTest {
    private final HistoryRecorder recorder = new HistoryRecorder();
    private final AppliedLogs logs = new AppliedLogs(List.of("n1", "n2", "n3"), recorder::soFar);

    @Test
    void nodesThatAppliedTheSameAreCounted() {
        appends("n1", 1, List.of(1L, 1L), "a", "b");
        appends("n2", 1, List.of(1L), "a");
        applies("n1", 1, "A", "B");
        applies("n2", 1, "A");

        assertThat(logs.look()).isTrue();
        assertThat(logs.look()).isFalse();
        assertThat(logs.count(1)).isEqualTo(2);
        assertThat(logs.count(2)).isEqualTo(1);
        assertThat(logs.count(3)).isZero();
        assertThat(logs.termAt(2)).isEqualTo(1);
        assertThat(logs.termAt(3)).isZero();
        assertThat(logs.last()).isEqualTo(2);
        assertThat(logs.last("n2")).isEqualTo(1);
        assertThat(logs.last("n3")).isZero();
    }

    @Test
    void anotherEntryAtAnAppliedIndexIsNoAgreement() {
        appends("n1", 1, List.of(1L), "a");
        applies("n1", 1, "A");
        appends("n2", 1, List.of(2L), "x");
        applies("n2", 1, "A");

        assertThatThrownBy(logs::look)
                .isInstanceOf(AssertionError.class)
                .hasMessage("at index 1 n2 applied the entry of term 2 (log x), which made the state A (event 3),"
                        + " but n1 applied the entry of term 1 (log a), which made the state A (event 1)");
    }

    @Test
    void anotherStateAfterTheSameEntryIsNoAgreement() {
        appends("n1", 1, List.of(1L), "a");
        applies("n1", 1, "A");
        appends("n2", 1, List.of(1L), "a");
        applies("n2", 1, "Z");

        assertThatThrownBy(logs::look).isInstanceOf(AssertionError.class).hasMessageContaining("state Z");
    }

    @Test
    void anEntryThatWasOverwrittenBeforeItWasAppliedIsForgotten() {
        appends("n1", 1, List.of(1L, 2L), "a", "b");
        applies("n1", 1, "A", "B");
        appends("n2", 1, List.of(1L, 1L), "a", "old");
        record("n2", new LogFact.Truncated(2));
        appends("n2", 2, List.of(2L), "b");
        applies("n2", 1, "A", "B");

        logs.look();
        assertThat(logs.count(2)).isEqualTo(2);
    }

    @Test
    void aGapOrARepetitionIsOutOfOrder() {
        appends("n1", 1, List.of(1L, 1L), "a", "b");
        applies("n1", 2, "B");
        assertThatThrownBy(logs::look)
                .isInstanceOf(AssertionError.class)
                .hasMessage("n1 applied entry 2 out of order, after entry 0 (event 1)");

        applies("n2", 1, "A");
        applies("n2", 1, "A");
        assertThatThrownBy(logs::look).isInstanceOf(AssertionError.class).hasMessageContaining("after entry 1");
    }

    @Test
    void aNodeThatStartsAgainAppliesFromItsSnapshotOn() {
        appends("n1", 1, List.of(1L, 1L, 1L), "a", "b", "c");
        applies("n1", 1, "A", "B", "C");
        logs.look();
        assertThat(logs.count(3)).isEqualTo(1);

        starts("n1", new LogStart(3, new LogTail(3, 1), new SnapshotPoint(2, 1, "B")));
        logs.look();
        assertThat(logs.count(2)).isEqualTo(1);
        assertThat(logs.count(3)).isZero();

        applies("n1", 3, "C");
        logs.look();
        assertThat(logs.count(3)).isEqualTo(1);
    }

    @Test
    void whatReachedADiskAsItsNodeDiedIsKnownByTheOthers() {
        starts("n1", LogStart.of(new LogTail(1, 1)));
        applies("n1", 1, "A");
        logs.look();
        assertThat(logs.termAt(1)).isZero();

        appends("n2", 1, List.of(1L), "a");
        applies("n2", 1, "A");
        logs.look();
        assertThat(logs.termAt(1)).isEqualTo(1);
        assertThat(logs.count(1)).isEqualTo(2);
    }

    @Test
    void aSnapshotOfWhichNobodyHasToldLeavesRoomForWhatItStandsFor() {
        starts("n1", new LogStart(3, new LogTail(2, 1), new SnapshotPoint(2, 1, "B")));
        appends("n1", 3, List.of(2L), "c");
        applies("n1", 3, "C");
        logs.look();
        assertThat(logs.last()).isEqualTo(3);
        assertThat(logs.termAt(2)).isZero();
        assertThat(logs.termAt(3)).isEqualTo(2);

        appends("n2", 1, List.of(1L, 1L, 2L), "a", "b", "c");
        applies("n2", 1, "A", "B", "C");
        logs.look();
        assertThat(logs.termAt(2)).isEqualTo(1);
        assertThat(logs.count(3)).isEqualTo(2);
    }

    @Test
    void aSnapshotCountsForAllItStandsFor() {
        appends("n1", 1, List.of(1L, 1L, 1L), "a", "b", "c");
        applies("n1", 1, "A", "B", "C");
        appends("n2", 1, List.of(1L, 1L, 2L), "a", "b", "x");
        record("n2", new LogFact.SnapshotInstalled(new SnapshotPoint(2, 1, "B")));
        logs.look();
        assertThat(logs.count(2)).isEqualTo(2);

        // What follows stays, as the log held the snapshot's last entry; and is not what n1 applied.
        applies("n2", 3, "C");
        assertThatThrownBy(logs::look).isInstanceOf(AssertionError.class).hasMessageContaining("(log x)");
    }

    @Test
    void aSnapshotThatTheLogDoesNotAgreeWithDropsTheLog() {
        appends("n1", 1, List.of(1L, 2L, 2L), "a", "b", "c");
        applies("n1", 1, "A", "B", "C");
        appends("n2", 1, List.of(1L, 1L, 1L), "a", "old", "old");
        record("n2", new LogFact.SnapshotInstalled(new SnapshotPoint(2, 2, "B")));
        appends("n2", 3, List.of(2L), "c");
        applies("n2", 3, "C");

        logs.look();
        assertThat(logs.count(3)).isEqualTo(2);
    }

    private void appends(String node, long from, List<Long> terms, String... digests) {
        record(node, new LogFact.Appended(from, terms, List.of(digests)));
    }

    private void applies(String node, long from, String... digests) {
        record(node, new LogFact.Applied(from, List.of(digests)));
    }

    private void starts(String node, LogStart disk) {
        record(node, new NodeFact.Started(List.of("n1", "n2", "n3"), new Timing(4, 6, 1, 1), true, disk));
    }

    private void record(String node, NodeFact fact) {
        recorder.node(recorder.size(), node, 1, recorder.size() + 1, recorder.size(), 2, Role.FOLLOWER, fact);
    }
}
