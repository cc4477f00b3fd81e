package io.faultline.checkers.linearizability.monitor;

import org.junit.jupiter.api.Test;

/** Goal: what a register can't have answered is shown by few calls, and what looks like it is let pass. */
class RegisterMonitorTests {
    private final Verdicts register = Verdicts.of(new RegisterMonitor());

    @Test
    void aReadMustNotMissAWriteThatWasOver() {
        register.broken(
                """
                process 0  |-write 1-|
                process 1               |-read -> null-|
                """,
                "saw nothing, as at first; but the write of process 0 (event 0), which wrote 1, was over before that began",
                "write 1",
                "read null");
    }

    @Test
    void aReadMayMissAWriteThatIsStillOpen() {
        register.fine("""
                process 0  |-write 1---------|
                process 1               |-read -> null-|
                """);
    }

    @Test
    void whatBeginsInTheMomentAnotherEndsIsNotAfterIt() {
        register.fine("""
                process 0  |-write 1-|
                process 1            |-read -> null-|
                """);
        register.broken("""
                process 0  |-write 1-|
                process 1             |-read -> null-|
                """, "as at first", "write 1", "read null");
    }

    @Test
    void twoReadersMustNotSeeTwoWritesInTwoOrders() {
        register.broken("""
                process 0  |-write 1-------------------------------------------------|
                process 1  |-write 2-------------------------------------------------|
                process 2     |-read -> 1-|                  |-read -> 2-|
                process 3     |-read -> 2-|                  |-read -> 1-|
                """, "as the read of process", "read 1", "read 2", "read 2", "read 1");
        register.fine("""
                process 0  |-write 1-------------------------------------------------|
                process 1  |-write 2-------------------------------------------------|
                process 2     |-read -> 1-|                  |-read -> 2-|
                process 3     |-read -> 1-|                  |-read -> 2-|
                """);
    }

    @Test
    void aValueDoesNotComeBackAfterAnotherWasWrittenInBetween() {
        register.broken(
                """
                process 0  |-write 1-|            |-read -> 1-|
                process 1              |-write 2-|
                """,
                "the write of process 1 (event 12), which wrote 2, came in between",
                "write 1",
                "write 2",
                "read 1");
        register.fine("""
                process 0  |-write 1-|            |-read -> 1-|
                process 1              |-write 2--------|
                """);
    }

    @Test
    void nobodySeesWhatIsNotWrittenYetOrNever() {
        register.broken(
                """
                process 0               |-write 1-|
                process 1  |-read -> 1-|
                """, "was over before the write of process 0 (event 13), which wrote that, began", "read 1", "write 1");
        register.broken("process 1  |-read -> 1-|", "saw 1, which nobody wrote", "read 1");
    }

    @Test
    void aPendingWriteHappenedIfItWasSeenAndAtAnyTimeSince() {
        register.fine("""
                process 0  |-write 1>
                process 1               |-read -> null-|  |-read -> 1-|
                """);
        register.broken("""
                process 0  |-write 1>
                process 1               |-read -> 1-|  |-read -> null-|
                """, "as at first", "read 1", "read null");
    }

    @Test
    void whatNobodySawMayBeWrittenTwice() {
        register.fine("""
                process 0  |-write 1-| |-write 1-| |-write 2-|
                process 1                                       |-read -> 2-|
                """);
        register.with(1L).fine("process 0  |-write 1-| |-read -> 1-|");
    }

    @Test
    void oneTextMayBeWrittenTwiceAndSeen() {
        register.fine("""
                process 0  |-write 1-| |-write 2-| |-write 1-|
                process 1                                       |-read -> 1-|
                """);
        register.declined("""
                process 0  |-write 1-| |-write 1-| |-write 2-|
                process 1                                       |-read -> 1-|
                """, "for what the read of process 1 (event 37) saw 1");
        register.declined(
                "process 0  |-write 1-| |-write 1-| |-read -> 1-| |-write 2-| |-write 2-| |-read -> 2-|",
                "2 was written twice, written by the write of process 0");
        register.declined(
                "process 0  |-write 1-| |-write 1-| |-cas 1 2-|",
                "1 was written twice, written by the write of process 0");
        register.declined("process 0  |-write 1-| |-cas 1 2-| |-cas 2 1-|", "1 was written twice, written by the cas");
    }

    @Test
    void twoCasCanNotReplaceTheSameValue() {
        register.broken("""
                process 0  |-cas null 1-|
                process 1    |-cas null 2-|
                """, "both replaced nothing, which was there once at most", "cas [null, 1]", "cas [null, 2]");
        register.fine("""
                process 0  |-cas null 1-|
                process 1    |-cas 1 2-|
                """);
    }

    @Test
    void aReadFollowsTheChainOfCas() {
        String history = """
                process 0  |-cas null 1-----------------------------|
                process 1    |-cas 1 2--------------------------------|
                process 2    |-read -> 2-|  |-read -> null-|
                """;
        register.broken(
                history,
                "saw 2, was over before the read of process 2 (event 17), which saw nothing, began, though 2 came of nothing",
                "cas [null, 1]",
                "cas [1, 2]",
                "read 2",
                "read null");
        register.fine(history.replace("|-read -> 2-|  |-read -> null-|", "|-read -> null-|  |-read -> 2-|"));
    }

    @Test
    void nothingComesBetweenAValueAndTheCasThatReplacesIt() {
        register.broken(
                """
                process 0  |-write 1-|             |-cas 1 3-|
                process 1               |-write 2-|
                """,
                "which came of what the write of process 0 (event 0) wrote 1; but the write of process 1",
                "write 1",
                "write 2",
                "cas [1, 3]");
        register.fine("""
                process 0  |-write 1-|             |-cas 1 3-|
                process 1               |-write 2---------------|
                """);
    }

    @Test
    void casInACircleComeOfNothing() {
        register.broken("""
                process 0  |-cas 2 1-|
                process 1  |-cas 1 2-|
                """, "expected a value that could only come of its own", "cas [2, 1]", "cas [1, 2]");
        register.broken("process 0  |-cas 7 1-|", "made 1 of 7, expected what nobody wrote", "cas [7, 1]");
    }

    @Test
    void aCasThatChangesNothingReads() {
        register.fine("process 0  |-write 1-|  |-cas 1 1-|  |-cas 1 1-|  |-read -> 1-|");
        register.broken("process 0  |-cas 1 1-|", "saw 1, which nobody wrote", "cas [1, 1]");
    }

    @Test
    void aRefusedCasLeavesAllButBrokenHistoriesToTheSearch() {
        register.declined(
                "process 0  |-write 1-|  |-cas 1 2 refused-|",
                "was refused, and when that can have been is not looked at");
        register.broken(
                "process 0  |-write 1-|  |-cas 1 2 refused-|  |-read -> null-|", "as at first", "write 1", "read null");
        register.fine("process 0  |-write 1-|  |-cas 9 2 refused-|  |-read -> 1-|");
    }

    @Test
    void aDeleteWritesNothing() {
        register.fine("process 0  |-write 1-|  |-delete-|  |-write 2-|  |-delete-|  |-write 3-|  |-read -> 3-|");
        register.fine(
                "process 0  |-write 1-|  |-delete-|  |-read -> null-|  |-write 2-|  |-delete-|  |-read -> null-|");
    }

    @Test
    void whileAValueIsThereForCertainNobodySeesNothing() {
        register.broken("""
                process 0  |-write 1-|                     |-read -> 1-|
                process 1     |-delete---------------------------------------|
                process 2                |-read -> null-|
                """, "saw nothing, came in between", "write 1", "read null", "read 1");
        register.fine("""
                process 0  |-write 1-|                     |-read -> 1-|
                process 1     |-delete---------------------------------------|
                process 2           |-read -> null-|
                """);
    }

    @Test
    void aDeleteIsDoneOnce() {
        String history = """
                process 0  |-write 1-|                   |-write 2-|
                process 1     |-delete---------------------------------------------------------|
                process 2               |-read -> null-|             |-read -> null-|
                """;
        register.declined(history, "for what the read of process 2 (event 42) saw nothing");
        register.fine(history + "process 3     |-delete>\n");
    }

    @Test
    void aDeleteThatMustBeOverSoonerServesTheFirstReader() {
        register.fine("""
                process 0  |-write 1-|                    |-write 2-|
                process 1   |-delete--------------------------------------------------|
                process 2   |-delete------------------------|
                process 3              |-read -> null-|             |-read -> null-|
                """);
    }

    @Test
    void anotherValueThatMayStillComeHidesNothingBeforeItMust() {
        register.fine("""
                process 0  |-write 1-|
                process 1              |-delete-|
                process 2               |-write 2--------------------------------|
                process 3                         |-read -> null-|
                process 4                                          |-read -> null-|
                """);
    }

    @Test
    void otherOperationsAreLeftToOthers() {
        register.declined("process 0  |-write 1-|  |-append 2-|", "a register with append");
    }
}
