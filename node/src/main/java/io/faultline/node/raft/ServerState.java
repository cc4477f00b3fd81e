package io.faultline.node.raft;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What all parts of one node work on: the state of Figure 2, the election timer and the turn under way.
 *
 * <p>The parts ({@link Elections}, {@link Follower}, {@link Leadership}, {@link Applier}) own no term, role or log of their
 * own, so that there is one answer to what the node is.
 */
final class ServerState {
    private static final long LONG_AGO = Long.MIN_VALUE / 2;

    final RaftConfig config;
    final RaftRules rules;
    final RaftLog log = new RaftLog();
    final Members members;
    final Turn turn = new Turn();
    private final RandomGenerator random;

    HardState hard = HardState.INITIAL;
    Role role = Role.FOLLOWER;
    NodeId leader;
    Leadership leadership;
    Campaign campaign;
    boolean deniedByHigherTerm;
    long commit;
    long applied;
    /** What the disk holds of the log: all of it but for what was appended in this very turn. */
    long durable;

    Snapshot snapshot;
    long leaderHeardAt = LONG_AGO;
    long electionDeadline;
    long retryDue;
    private boolean deposedInThisTurn;

    ServerState(RaftConfig config, RaftRules rules, RandomGenerator random) {
        this.config = config;
        this.rules = rules;
        this.random = random;
        this.members = new Members(config.self(), Configuration.of(config.voters()));
    }

    NodeId self() {
        return config.self();
    }

    Timing timing() {
        return config.timing();
    }

    Features features() {
        return config.features();
    }

    void report(Fact fact) {
        turn.report(hard.term(), role, fact);
    }

    void send(NodeId to, Message message) {
        turn.send(to, message);
    }

    void beginTurn(long now) {
        turn.begin(now);
        durable = log.lastIndex();
        deposedInThisTurn = false;
    }

    /** As after a start: a follower of nobody. */
    void restart(HardState stored) {
        hard = stored;
        role = Role.FOLLOWER;
        leader = null;
        leadership = null;
        campaign = null;
        deniedByHigherTerm = false;
        leaderHeardAt = LONG_AGO;
    }

    /** Whether this node is one of those whose majority elects. */
    boolean votes() {
        return members.votes(self());
    }

    boolean wasDeposedInThisTurn() {
        return deposedInThisTurn;
    }

    // ---- terms and roles ----

    void enterTerm(long term) {
        hard = rules.enterTerm(hard, term);
        leader = null;
        report(new Fact.TermChanged());
    }

    /** Rules for all servers: a higher term in any request or reply makes a follower (§5.1). */
    void adoptHigherTerm(long term) {
        Role from = role;
        role = Role.FOLLOWER;
        enterTerm(term);
        endLeadership();
        if (from != Role.FOLLOWER) {
            report(new Fact.Follower(null, from));
        }
        if (from == Role.LEADER && rules.deposedLeaderResetsTimer()) {
            resetElectionTimer(true);
        }
    }

    /** Adopts a term that a reply tells of, if the rules say so; tells whether they did. */
    boolean adoptsFromReply(long replyTerm, long requestTerm) {
        if (!rules.adoptsReplyTerm(replyTerm, requestTerm, hard.term())) {
            return false;
        }
        deniedByHigherTerm = role.campaigns();
        adoptHigherTerm(replyTerm);
        return true;
    }

    /** A leader that can't lead any more follows nobody in its own term. */
    void stepDown() {
        role = Role.FOLLOWER;
        leader = null;
        endLeadership();
        report(new Fact.Follower(null, Role.LEADER));
        resetElectionTimer(true);
    }

    void follow(NodeId newLeader, Role from) {
        boolean routine = from == Role.FOLLOWER && newLeader.equals(leader);
        if (!routine) {
            role = Role.FOLLOWER;
            leader = newLeader;
            endLeadership();
            report(new Fact.Follower(newLeader, from));
        }
        hard = rules.voteAfterAppendEntries(hard, newLeader);
        leaderHeardAt = turn.now;
    }

    private void endLeadership() {
        if (leadership != null) {
            deposedInThisTurn = true;
            leadership.end();
            leadership = null;
        }
    }

    /** Draws a timeout anew; routine draws, at each heartbeat, are too many to report. */
    void resetElectionTimer(boolean reported) {
        long timeout = rules.electionTimeout(config.timing(), random);
        electionDeadline = turn.now + timeout;
        if (reported) {
            report(new Fact.TimeoutDrawn(timeout));
        }
    }

    // ---- the log ----

    /** Puts entries behind the log's end. */
    void append(List<Entry> entries) {
        long from = log.lastIndex() + 1;
        long[] terms = new long[entries.size()];
        long[] digests = new long[entries.size()];
        for (int i = 0; i < terms.length; i++) {
            Entry entry = entries.get(i);
            log.append(entry);
            terms[i] = entry.term();
            digests[i] = log.digestAt(from + i);
        }
        turn.write(new DiskWrite.Append(from, entries));
        report(new Fact.Appended(from, terms, digests));
        for (int i = 0; i < terms.length; i++) {
            if (entries.get(i).payload() instanceof Payload.ConfigChange change) {
                members.added(from + i, change.configuration());
                reportMembers();
            }
        }
    }

    /** Removes the log from there on. */
    void truncate(long from) {
        log.truncate(from);
        durable = Math.min(durable, from - 1);
        turn.write(new DiskWrite.Truncate(from));
        report(new Fact.Truncated(from));
        if (rules.removedConfigurationEnds() && members.removed(from)) {
            reportMembers();
        }
    }

    void reportMembers() {
        report(new Fact.ConfigChanged(members.index(), members.current()));
    }

    /** Moves the commit index, if the rules say so. */
    void commit(long proposed) {
        long next = rules.nextCommit(commit, proposed);
        if (next != commit) {
            commit = next;
            report(new Fact.Committed(next));
        }
    }

    /** How far the state machine may go now; only a mutant commits what it does not hold. */
    long applicable() {
        return Math.min(log.lastIndex(), rules.appliesUpTo(commit, log.lastIndex()));
    }
}
