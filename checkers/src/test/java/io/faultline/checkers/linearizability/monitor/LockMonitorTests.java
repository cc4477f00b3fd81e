package io.faultline.checkers.linearizability.monitor;

import org.junit.jupiter.api.Test;

/** Goal: what a lock can't have answered is shown by few calls, and what looks like it is let pass. */
class LockMonitorTests {
    private final Verdicts lock = Verdicts.of(new OwnerLockMonitor());
    private final Verdicts fenced = Verdicts.of(new FencedLockMonitor());
    private final Verdicts permit = Verdicts.of(new PermitMonitor());

    @Test
    void twoMustNotHoldALockAtOnce() {
        lock.broken(
                """
                process 0  |-acquire-|                   |-release-|
                process 1               |-acquire-|  |-release-|
                """,
                "process 0 and process 1 held the lock at once: one from the end of the acquire of process 0 (event 0)",
                "acquire null",
                "acquire null",
                "release null",
                "release null");
    }

    @Test
    void oneMayGetItWhileTheOtherGivesItBack() {
        lock.fine("""
                process 0  |-acquire-|    |-release-|
                process 1                   |-acquire-|  |-release-|
                """);
        lock.fine("""
                process 0  |-acquire-|  |-release-|
                process 1  |-acquire------------------|
                """);
    }

    @Test
    void whatIsNeverGivenBackIsHeldForEver() {
        lock.broken("""
                process 0  |-acquire-|
                process 1               |-acquire-|
                """, "for ever", "acquire null", "acquire null");
        lock.fine("""
                process 0  |-acquire-|  |-release>
                process 1                              |-acquire-|
                """);
    }

    @Test
    void aPendingReleaseEndsAHoldOnlyAfterItBegan() {
        lock.broken("""
                process 0  |-acquire-|                             |-release>
                process 1               |-acquire-|  |-release-|
                """, "held the lock at once", "acquire null", "acquire null", "release null", "release");
    }

    @Test
    void aPendingAcquireMayNeverHaveHappened() {
        lock.fine("""
                process 0  |-acquire>
                process 1               |-acquire-|  |-release-|
                """);
    }

    @Test
    void nobodyGivesBackWhatItDoesNotHold() {
        lock.broken("process 0  |-release-|", "process 0 gave back by the release of process 0", "release null");
        lock.broken(
                "process 0  |-acquire-|  |-acquire-|", "process 0 got the lock twice", "acquire null", "acquire null");
        lock.fine("process 0  |-acquire-|  |-release>  |-acquire-|  |-release-|");
    }

    @Test
    void whatPendingCallsExplainIsNotAccused() {
        String history = """
                process 0  |-release a>
                process 1  |-acquire a>
                process 2               |-acquire a-|                              |-release a-|
                process 3                             |-acquire b-|  |-release b-|
                """;
        lock.declined(history, "pending calls of owners that went on");
        lock.broken(
                history.replace("|-acquire a>", "|-acquire c>"),
                "\"a\" and \"b\" held the lock at once",
                "acquire a",
                "acquire b",
                "release b",
                "release a");
    }

    @Test
    void ownersDoOneThingAfterAnother() {
        lock.declined("""
                process 0  |-acquire a----|
                process 1       |-release a-|
                """, "\"a\" did two things at once");
    }

    @Test
    void tokensGrow() {
        fenced.broken(
                """
                process 0  |-acquire -> 2-|  |-release-|
                process 1                                |-acquire -> 1-|
                """,
                "got token 1, though the acquire of process 0 (event 0) got token 2 before",
                "acquire 2",
                "acquire 1");
        fenced.fine("""
                process 0  |-acquire -> 1-|  |-release-|
                process 1                                |-acquire -> 7-|
                """);
        fenced.broken("process 0  |-acquire -> 0-|", "but tokens begin with 1", "acquire 0");
    }

    @Test
    void aHolderGetsItsTokenAgainAndNobodyElseDoes() {
        fenced.fine("process 0  |-acquire -> 1-|  |-acquire -> 1-|  |-release-|  |-acquire -> 2-|");
        fenced.broken("""
                process 0  |-acquire -> 1-|  |-release-|
                process 1                                |-acquire -> 1-|
                """, "two owners", "acquire 1", "acquire 1");
        fenced.broken(
                "process 0  |-acquire -> 1-|  |-release-|  |-acquire -> 1-|",
                "got token 1 again, though it had been given back by the release of process 0 (event 18)",
                "acquire 1",
                "release null",
                "acquire 1");
    }

    @Test
    void aFencedLockHasOneHolder() {
        fenced.broken(
                """
                process 0  |-acquire -> 1-|                    |-release-|
                process 1                    |-acquire -> 2-|
                """,
                "while process 0 held it: the acquire of process 0 (event 0) got token 1 and gave it back only by",
                "acquire 1",
                "acquire 2",
                "release null");
        fenced.broken("""
                process 0  |-acquire -> 1-|
                process 1                    |-acquire -> 2-|
                """, "and had not given it back", "acquire 1", "acquire 2");
        fenced.fine("""
                process 0  |-acquire -> 1-|               |-release-|
                process 1                    |-acquire -> 2--|
                """);
    }

    @Test
    void eachPendingReleaseEndsOneHold() {
        fenced.fine("""
                process 0  |-acquire a -> 1-|  |-release a>
                process 1                                   |-acquire b -> 2-|  |-release b-|
                """);
        fenced.broken("""
                process 0  |-acquire a -> 1-|  |-release a>
                process 2                                   |-acquire a -> 2-|
                process 1                                                      |-acquire b -> 3-|
                """, "got token 3 while \"a\" held it", "acquire a", "acquire b");
    }

    @Test
    void whatPendingCallsExplainOfTokensIsNotAccused() {
        fenced.declined("""
                process 0  |-release a>
                process 1  |-acquire a>
                process 2               |-acquire a -> 1-|                    |-release a-|
                process 3                                  |-acquire b -> 5-|
                """, "may have done more than it knows of");
        fenced.declined("""
                process 0  |-acquire a>
                process 1                |-release a-|
                """, "may have ended a hold that nobody saw begin");
    }

    @Test
    void aLockWithoutOwnerIsTakenAndGivenBackInTurn() {
        permit.fine("""
                process 0  |-acquire-|              |-acquire-|
                process 1               |-release-|
                """);
        permit.broken("""
                process 0  |-acquire-|              |-acquire-|
                process 1                                       |-release-|
                """, "got a permit, but all 1 were taken", "acquire null", "acquire null");
        permit.broken("process 0  |-release-|", "none was taken", "release null");
    }

    @Test
    void whatEndsFirstIsUsedFirst() {
        permit.fine("""
                process 0  |-acquire-|   |-acquire-|      |-acquire-|
                process 1               |-release-------|
                process 2               |-release---------------------|
                """);
        permit.broken("""
                process 0  |-acquire-|   |-acquire-|      |-acquire-|
                process 1               |-release-------|
                process 2                                               |-release-|
                """, "none was left", "acquire null", "acquire null");
    }

    @Test
    void asManyHoldPermitsAsThereAre() {
        String three = """
                process 0  |-acquire-|
                process 1               |-acquire-|
                process 2                            |-acquire-|
                """;
        permit.with(3L).fine(three);
        permit.with(2L).broken(three, "but all 2 were taken", "acquire null", "acquire null");
        permit.with(2L).declined("process 0  |-acquire 2-|", "is about 2 permits at once");
    }
}
