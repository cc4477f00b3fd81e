package io.faultline.checkers.linearizability.monitor;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Goal: what sets, lists and sums can't have told is shown by few calls, and what looks like it is let pass. */
class SetAndSumMonitorTests {
    private final Verdicts set = Verdicts.of(new SetMonitor());
    private final Verdicts growing = Verdicts.of(new GrowingSetMonitor());
    private final Verdicts list = Verdicts.of(new ListMonitor());
    private final Verdicts counter = Verdicts.of(new CounterMonitor(false)).with(0L);
    private final Verdicts key = Verdicts.of(new CounterMonitor(true));

    @Test
    void anElementIsInFromItsAddToItsRemove() {
        set.broken(
                "process 0  |-add 1 -> true-|  |-contains 1 -> false-|",
                "did not find 1, which was in it since the add of process 0 (event 0)",
                "add 1",
                "contains 1");
        set.broken(
                "process 0  |-add 1 -> true-|  |-remove 1 -> true-|  |-contains 1 -> true-|",
                "found 1 after the remove of process 0 (event 19) had taken it out",
                "remove 1",
                "contains 1");
        set.broken(
                "process 0  |-contains 1 -> true-|  |-add 1 -> true-|",
                "found 1 and was over before the add of process 0 (event 24), which put it in, began",
                "contains 1",
                "add 1");
        set.fine("process 0  |-contains 1 -> false-|  |-add 1 -> true-|  |-remove 1 -> true-|  |-add 2 -> true-|");
        set.fine("""
                process 0  |-add 1 -> true-|  |-remove 1 -> true-------------------------------------------------|
                process 1                            |-contains 1 -> true-|  |-contains 1 -> false-|
                """);
    }

    @Test
    void changesThatTellTheyChangedNothingAreLooks() {
        set.broken("process 0  |-add 1 -> false-|", "found 1, which nobody had put in", "add 1");
        set.fine("process 0  |-add 1 -> true-|  |-add 1 -> false-|  |-remove 2 -> false-|");
        set.broken("process 0  |-add 1 -> true-|  |-remove 1 -> false-|", "did not find 1", "add 1", "remove 1");
        set.with(List.of(1L)).fine("process 0  |-remove 1 -> true-|  |-contains 1 -> false-|");
        set.with(List.of(1L)).broken("process 0  |-contains 1 -> false-|", "in it from the first", "contains 1");
    }

    @Test
    void anElementLeavesOnce() {
        set.broken(
                "process 0  |-add 1 -> true-|  |-remove 1 -> true-|  |-remove 1 -> true-|",
                "and so did the remove of process 0 (event 19), but it was put in once",
                "remove 1",
                "remove 1");
        set.declined(
                "process 0  |-add 1 -> true-|  |-remove 1 -> true-|  |-add 1 -> true-|",
                "1 may have been put in or taken out more than once");
    }

    @Test
    void pendingChangesHappenedIfTheyWereSeen() {
        set.fine("""
                process 0  |-add 1>
                process 1             |-contains 1 -> false-|  |-contains 1 -> true-|  |-contains 1 -> true-|
                """);
        set.fine("""
                process 0  |-add 1 -> true-|  |-remove 1>
                process 1                        |-contains 1 -> true-|  |-contains 1 -> false-|
                """);
        set.broken("""
                process 0  |-add 1 -> true-|                             |-remove 1>
                process 1                        |-contains 1 -> false-|
                """, "and until the remove of process 0", "add 1", "contains 1", "remove 1");
    }

    @Test
    void aReadSeesAllThatWasPutInBefore() {
        growing.broken(
                "process 0  |-add 1-|  |-read -> null-|",
                "missed what the add of process 0 (event 0) had put in before",
                "add 1",
                "read null");
        growing.fine("""
                process 0  |-add 1----|
                process 1          |-read -> null-|
                """);
        growing.broken(
                "process 0  |-read -> [1]-|  |-add 1-|",
                "saw what only the add of process 0 (event 17) put in, after it was over",
                "read [1]",
                "add 1");
        growing.broken("process 0  |-read -> [7]-|", "saw 7, which nobody put in", "read [7]");
    }

    @Test
    void oneOfTwoReadsSeesAllTheOtherSaw() {
        growing.broken("""
                process 0  |-add 1----------------------------------|
                process 1  |-add 2----------------------------------|
                process 2           |-read -> [1]-|
                process 3           |-read -> [2]-|
                """, "and the read of process", "read [1]", "read [2]");
        growing.broken("""
                process 0  |-add 1----------------------------------|
                process 2  |-read -> [1]-|  |-read -> null-|
                """, "saw more and was over before the read of process 2", "read [1]", "read null");
        growing.broken(
                """
                process 0  |-add 1-|  |-add 2-|
                process 1     |-read -> [2]-----------|
                """,
                "saw what the add of process 0 (event 11) put in, and missed what the add of process 0 (event 0)",
                "add 1",
                "read [2]",
                "add 2");
        growing.with(List.of(9L)).broken("process 0  |-read -> [1]-|  |-add 1-|", "", "read [1]");
    }

    @Test
    void readsOfAListAreBeginningsOfTheLongest() {
        list.broken("""
                process 0  |-append 1-------------------------------------|
                process 1  |-append 2-------------------------------------|
                process 2               |-read -> [1,2]-|
                process 3               |-read -> [2]-|
                """, "saw 2 where the read of process 2", "read [1, 2]", "read [2]");
        list.fine("""
                process 0  |-append 1-------------------------------------|
                process 1  |-append 2-------------------------------------|
                process 2               |-read -> [1,2]-|
                process 3               |-read -> [1]-|
                """);
        list.broken("process 0  |-append 1-|  |-read -> [1,1]-|", "saw 1 twice", "append 1", "read [1, 1]");
        list.broken("process 0  |-read -> [3]-|", "saw 3, which nobody appended", "read [3]");
    }

    @Test
    void aListGrowsInTheOrderOfItsAppends() {
        list.broken(
                """
                process 0  |-append 1-|  |-append 2-|
                process 1                              |-read -> [2,1]-|
                """,
                "but not before it what the append of process 0 (event 0) had appended before",
                "append 1",
                "append 2",
                "read [2, 1]");
        list.broken("process 0  |-append 1-|  |-read -> null-|", "missed what", "append 1", "read null");
        list.broken("process 0  |-read -> [1]-|  |-append 1-|", "saw what only", "read [1]", "append 1");
        list.broken("""
                process 0  |-append 1-------------------------|
                process 1   |-read -> [1]-|  |-read -> null-|
                """, "saw more than the read of process 1", "read [1]", "read null");
        list.fine("""
                process 0  |-append 1>
                process 1  |-append 2-|  |-read -> [2]-|  |-read -> [2,1]-|
                """);
        list.declined("process 0  |-append 1-|  |-write 1-|", "a key with write");
    }

    @Test
    void aSumHoldsWhatWasAddedBefore() {
        counter.broken(
                "process 0  |-add 2-|  |-add 3-|  |-read -> 4-|",
                "saw 4, but adds that were over before it, or before reads that saw no more, come to 5",
                "add 3",
                "read 4");
        counter.broken("""
                process 0  |-add 2-|  |-add 3-|
                process 1       |-read -> 6-|
                """, "come to 5", "read 6", "add 3");
        counter.fine("""
                process 0  |-add 2-|  |-add 3---|
                process 1                |-read -> 2-|  |-read -> 5-|
                """);
        counter.with(7L).broken("process 0  |-read -> 4-|", "less than 7 at first", "read 4");
    }

    @Test
    void aSumDoesNotFall() {
        counter.broken("""
                process 0  |-add 1-------------------------|
                process 1   |-read -> 1-|  |-read -> null-|
                """, "saw 0, though the read of process 1 (event 1) saw 1 before", "read 1", "read null");
        counter.broken("""
                process 0     |-add 1---------------------------|
                process 1                 |-add 1-|
                process 2    |-read -> 1-|           |-read -> 1-|
                """, "with the add of process 1 (event 15) in between", "read 1", "add 1", "read 1");
    }

    @Test
    void equalAmountsAreCountedAndUnequalOnesTried() {
        counter.broken("""
                process 0  |-add 2-----------------|
                process 1  |-add 2-----------------|
                process 2       |-read -> 3-|
                """, "saw 3, but each add adds 2", "read 3");
        counter.fine("""
                process 0  |-add 1-----------------|
                process 1  |-add 5-----------------|
                process 2  |-add 3-----------------|
                process 3       |-read -> 4-|
                """);
        counter.declined("""
                process 0  |-add 1-----------------|
                process 1  |-add 5-----------------|
                process 3       |-read -> 4-|
                """, "no adds were found that make 4");
        counter.declined("process 0  |-add -1-|", "adds -1");
    }

    @Test
    void aKeyHoldsNothingBeforeTheFirstAdd() {
        key.fine("process 0  |-read -> null-|  |-add 1-|  |-read -> 1-|");
        key.declined("process 0  |-read -> 0-|  |-add 1-|", "saw 0");
        key.broken("process 0  |-add 1-|  |-read -> null-|", "come to 1", "add 1", "read null");
    }
}
