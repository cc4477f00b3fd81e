package io.faultline.checkers.election;

import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.NodeFact;

/** The kind of a node event, as something that can be switched on. */
enum Kind {
    STARTED(true),
    TIMEOUT_DRAWN(true),
    TERM_CHANGED(true),
    VOTE_GRANTED(true),
    VOTE_REFUSED(true),
    PRE_CANDIDATE(true),
    CANDIDATE(true),
    LEADER(true),
    FOLLOWER(true),
    RPC_RATE(false),
    STALLED(false),
    STORAGE_FAILED(false),
    STOPPED(true),
    /** Anything about the log. */
    LOG(true),
    UNKNOWN(true);

    private final boolean ofTheCore;

    Kind(boolean ofTheCore) {
        this.ofTheCore = ofTheCore;
    }

    /**
     * Whether term and role of such an event are those of a node whose disk holds them. The meter, a stalled driver and a
     * failing disk speak at any moment, also between a change and its flush: the term they name may be lost in a crash, rightly.
     */
    boolean tellsState() {
        return ofTheCore;
    }

    /** The kind of this fact. */
    static Kind of(NodeFact fact) {
        if (fact instanceof NodeFact.TimeoutDrawn) {
            return TIMEOUT_DRAWN;
        } else if (fact instanceof NodeFact.VoteGranted) {
            return VOTE_GRANTED;
        } else if (fact instanceof NodeFact.Follower) {
            return FOLLOWER;
        } else if (fact instanceof NodeFact.TermChanged) {
            return TERM_CHANGED;
        } else if (fact instanceof NodeFact.VoteRefused) {
            return VOTE_REFUSED;
        } else if (fact instanceof NodeFact.PreCandidate) {
            return PRE_CANDIDATE;
        } else if (fact instanceof NodeFact.Candidate) {
            return CANDIDATE;
        } else if (fact instanceof NodeFact.Leader) {
            return LEADER;
        } else if (fact instanceof NodeFact.Started) {
            return STARTED;
        } else if (fact instanceof NodeFact.RpcRate) {
            return RPC_RATE;
        } else if (fact instanceof NodeFact.Stalled) {
            return STALLED;
        } else if (fact instanceof NodeFact.StorageFailed) {
            return STORAGE_FAILED;
        } else if (fact instanceof NodeFact.Stopped) {
            return STOPPED;
        } else if (fact instanceof LogFact) {
            return LOG;
        }
        return UNKNOWN;
    }
}
