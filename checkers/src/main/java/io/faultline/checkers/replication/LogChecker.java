package io.faultline.checkers.replication;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.History;

/** A checker that judges events one after another by what each node's log was before; all share one walk. */
abstract class LogChecker implements Checker {
    /** Its rule for this walk over this history, which has not begun. */
    abstract LogRule rule(History history, LogWalk walk);

    @Override
    public final Verdict check(History history) {
        return LogVerdicts.of(history).of(this);
    }
}
