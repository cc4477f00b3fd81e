package io.faultline.node.raft;

import io.faultline.node.raft.Message.AppendEntries;
import io.faultline.node.raft.Message.AppendReply;
import io.faultline.node.raft.Message.RequestVote;
import io.faultline.node.raft.Message.VoteReply;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One Raft node as a pure state machine: leader election of the extended paper (§5.1, §5.2, §5.4.1) with
 * pre-vote (dissertation §9.6).
 *
 * <p>The driver gives it {@link Input}s with the instant of the node's own clock, which must never go back,
 * and carries out the {@link Effects} before it gives the next input. The first input is
 * {@link Input.Restarted}. The node names its next deadline itself; an early or repeated
 * {@link Input.Deadline} is harmless.
 *
 * <pre>{@code
 * RaftNode node = new RaftNode(config, new RaftRules(), random);
 * Effects effects = node.step(clock, new Input.Restarted(disk.hardState(), LogTail.EMPTY));
 * }</pre>
 */
public final class RaftNode {
    private static final PersistPlan NOTHING = new PersistPlan(List.of(), List.of());
    private static final long LONG_AGO = Long.MIN_VALUE / 2;

    private final RaftConfig config;
    private final RaftRules rules;
    private final RandomGenerator random;
    private final NodeSet members;
    private final NodeId[] peers;
    private final int[] unansweredRounds = new int[NodeId.MAX + 1];

    private boolean running;
    private HardState hard = HardState.INITIAL;
    private LogTail log = LogTail.EMPTY;
    private Role role = Role.FOLLOWER;
    private NodeId leader;
    private Campaign campaign;
    private boolean deniedByHigherTerm;

    private long leaderHeardAt = LONG_AGO;
    private long electionDeadline;
    private long retryDue;
    private long heartbeatDue;

    private Turn turn;

    public RaftNode(RaftConfig config, RaftRules rules, RandomGenerator random) {
        this.config = config;
        this.rules = rules;
        this.random = random;
        this.members = NodeSet.of(config.members());
        this.peers = members.without(config.self()).toList().toArray(NodeId[]::new);
    }

    /**
     * Handles one input.
     *
     * @param now instant of the node's clock in ns, not before that of any earlier step
     */
    public Effects step(long now, Input input) {
        turn = new Turn(now);
        HardState before = hard;
        boolean restarts = input instanceof Input.Restarted;
        if (input instanceof Input.Received received) {
            if (running) {
                receive(received.message());
            }
        } else if (input instanceof Input.Deadline) {
            if (running) {
                onDeadline();
            }
        } else if (input instanceof Input.Start start) {
            turn.answer(answerStart(start));
        } else if (input instanceof Input.Restarted restarted) {
            restart(restarted);
        } else if (running) {
            running = false;
            report(new Fact.Stopped());
        }
        PersistPlan plan = restarts || before.equals(hard) ? NOTHING : rules.persistPlan(before, hard);
        return turn.finish(plan, nextDeadline());
    }

    /** The node's state after the last step. */
    public NodeStatus status() {
        return new NodeStatus(config.self(), hard.term(), role, hard.votedFor(), Optional.ofNullable(leader), log);
    }

    private void restart(Input.Restarted restarted) {
        if (running) {
            throw new IllegalStateException(config.self() + " was told that it restarted while it was running");
        }
        running = true;
        hard = restarted.hardState();
        log = restarted.log();
        role = Role.FOLLOWER;
        leader = null;
        campaign = null;
        deniedByHigherTerm = false;
        leaderHeardAt = LONG_AGO;
        report(new Fact.Started(config.members(), config.timing(), config.preVote(), log));
        resetElectionTimer(true);
    }

    private void receive(Message message) {
        if (!members.contains(message.from()) || message.from().equals(config.self())) {
            return;
        }
        if (message instanceof AppendEntries append) {
            onAppendEntries(append);
        } else if (message instanceof AppendReply reply) {
            onAppendReply(reply);
        } else if (message instanceof RequestVote request) {
            if (request.preVote()) {
                onPreVote(request);
            } else {
                onRequestVote(request);
            }
        } else if (message instanceof VoteReply reply) {
            onVoteReply(reply);
        }
    }

    // ---- voter ----

    private void onRequestVote(RequestVote request) {
        long termBefore = hard.term();
        Role roleBefore = role;
        if (request.term() > hard.term()) {
            adoptHigherTerm(request.term());
        }
        Ballot ballot = new Ballot(hard, termBefore, roleBefore, log, request);
        boolean granted = rules.mayVoteFor(ballot) && rules.isUpToDate(request.log(), log);
        if (granted) {
            hard = hard.withVote(request.from());
            report(new Fact.VoteGranted(request.from()));
            resetElectionTimer(true);
            granted = rules.givesRecordedVote(ballot);
        } else if (rules.refusedVoteResetsTimer()) {
            resetElectionTimer(true);
        }
        if (!granted) {
            report(new Fact.VoteRefused(request.from(), request.term(), request.log()));
        }
        turn.send(request.from(), new VoteReply(config.self(), hard.term(), request.term(), granted, false));
    }

    /**
     * A pre-vote is granted when a vote would be, and no leader was heard within the least election timeout:
     * a node that was merely cut off must not depose a leader that works (dissertation §9.6).
     */
    private void onPreVote(RequestVote request) {
        boolean leaderAlive = role == Role.LEADER
                || turn.now - leaderHeardAt < config.timing().electionTimeoutMin();
        boolean granted = request.term() > hard.term() && rules.isUpToDate(request.log(), log) && !leaderAlive;
        if (!granted && rules.refusedVoteResetsTimer()) {
            resetElectionTimer(true);
        }
        turn.send(request.from(), new VoteReply(config.self(), hard.term(), request.term(), granted, true));
    }

    // ---- candidate ----

    private void onElectionTimeout() {
        if (config.preVote()) {
            role = Role.PRE_CANDIDATE;
            leader = null;
            report(new Fact.PreCandidate());
            openCampaign();
            if (campaign.isWon(rules)) {
                startElection();
            }
        } else {
            startElection();
        }
    }

    private void startElection() {
        hard = rules.enterTerm(hard, hard.term() + 1);
        role = Role.CANDIDATE;
        leader = null;
        report(new Fact.TermChanged());
        if (rules.candidateRecordsOwnVote()) {
            hard = hard.withVote(config.self());
            report(new Fact.VoteGranted(config.self()));
        }
        report(new Fact.Candidate());
        openCampaign();
        if (campaign.isWon(rules)) {
            becomeLeader();
        }
    }

    private void openCampaign() {
        campaign = new Campaign(config.self(), members.size(), rules.campaignListens(deniedByHigherTerm));
        deniedByHigherTerm = false;
        resetElectionTimer(true);
        askForVotes();
    }

    /** Asks every peer that has not answered; repeated each retry interval, as replies may be lost. */
    private void askForVotes() {
        boolean preVote = role == Role.PRE_CANDIDATE;
        Message request = new RequestVote(config.self(), preVote ? hard.term() + 1 : hard.term(), log, preVote);
        for (NodeId peer : peers) {
            if (!campaign.hasAnswer(peer)) {
                turn.sendEarly(peer, request);
            }
        }
        retryDue = turn.now + config.timing().retry();
    }

    private void onVoteReply(VoteReply reply) {
        if (adoptsFromReply(reply.term(), reply.requestTerm())) {
            return;
        }
        if (!role.campaigns() || !campaign.listens()) {
            return;
        }
        boolean current = reply.preVote()
                ? role == Role.PRE_CANDIDATE && reply.requestTerm() == hard.term() + 1
                : role == Role.CANDIDATE && reply.requestTerm() == hard.term();
        if (current) {
            campaign.answeredBy(reply.from());
        }
        if (role == Role.PRE_CANDIDATE && rules.countsPreVote(reply, hard.term())) {
            campaign.grantedBy(reply.from());
            if (campaign.isWon(rules)) {
                startElection();
            }
        } else if (role == Role.CANDIDATE && rules.countsVote(reply, hard.term())) {
            campaign.grantedBy(reply.from());
            if (campaign.isWon(rules)) {
                becomeLeader();
            }
        }
    }

    // ---- leader ----

    private void becomeLeader() {
        role = Role.LEADER;
        leader = config.self();
        report(new Fact.Leader(campaign.voters()));
        for (NodeId peer : peers) {
            unansweredRounds[peer.number()] = 0;
        }
        sendHeartbeats();
    }

    private void sendHeartbeats() {
        Message heartbeat = new AppendEntries(config.self(), hard.term());
        for (NodeId peer : peers) {
            int copies = rules.appendEntriesCopies(unansweredRounds[peer.number()]++);
            for (int i = 0; i < copies; i++) {
                turn.send(peer, heartbeat);
            }
        }
        heartbeatDue = turn.now + config.timing().heartbeat();
    }

    private void onAppendReply(AppendReply reply) {
        if (!adoptsFromReply(reply.term(), reply.requestTerm())
                && role == Role.LEADER
                && reply.requestTerm() == hard.term()) {
            unansweredRounds[reply.from().number()] = 0;
        }
    }

    private StartAnswer answerStart(Input.Start start) {
        boolean leads = running && role == Role.LEADER;
        return new StartAnswer(
                start.id(),
                leads,
                hard.term(),
                leads ? log.index() + 1 : 0,
                Optional.ofNullable(running ? leader : null));
    }

    // ---- follower ----

    private void onAppendEntries(AppendEntries append) {
        if (rules.refusesAppendEntries(append.term(), hard.term())) {
            answerAppend(append, false);
            return;
        }
        Role from = role;
        if (append.term() != hard.term()) {
            if (rules.adoptsAppendEntriesTerm(role)) {
                // First the role: no event may tell of a leader or candidate in a term it never campaigned in.
                role = Role.FOLLOWER;
                enterTerm(append.term());
            }
        } else if (role == Role.LEADER || role.campaigns() && !rules.sameTermLeaderEndsCandidacy()) {
            answerAppend(append, false);
            return;
        }
        follow(append.from(), from);
        answerAppend(append, true);
    }

    private void answerAppend(AppendEntries append, boolean success) {
        turn.send(append.from(), new AppendReply(config.self(), hard.term(), append.term(), success));
    }

    private void follow(NodeId newLeader, Role from) {
        boolean routine = from == Role.FOLLOWER && newLeader.equals(leader);
        if (!routine) {
            role = Role.FOLLOWER;
            leader = newLeader;
            report(new Fact.Follower(newLeader, from));
        }
        hard = rules.voteAfterAppendEntries(hard, newLeader);
        leaderHeardAt = turn.now;
        resetElectionTimer(!routine);
    }

    // ---- terms ----

    private boolean adoptsFromReply(long replyTerm, long requestTerm) {
        if (!rules.adoptsReplyTerm(replyTerm, requestTerm, hard.term())) {
            return false;
        }
        deniedByHigherTerm = role.campaigns();
        adoptHigherTerm(replyTerm);
        return true;
    }

    private void enterTerm(long term) {
        hard = rules.enterTerm(hard, term);
        leader = null;
        report(new Fact.TermChanged());
    }

    /** Rules for all servers: a higher term in any request or reply makes a follower (§5.1). */
    private void adoptHigherTerm(long term) {
        Role from = role;
        role = Role.FOLLOWER;
        enterTerm(term);
        if (from != Role.FOLLOWER) {
            report(new Fact.Follower(null, from));
        }
        if (from == Role.LEADER && rules.deposedLeaderResetsTimer()) {
            resetElectionTimer(true);
        }
    }

    // ---- time ----

    private void onDeadline() {
        if (role == Role.LEADER) {
            if (turn.now >= heartbeatDue) {
                sendHeartbeats();
            }
        } else if (turn.now >= electionDeadline) {
            onElectionTimeout();
        } else if (role.campaigns() && turn.now >= retryDue) {
            askForVotes();
        }
    }

    private long nextDeadline() {
        if (!running) {
            return Long.MAX_VALUE;
        }
        if (role == Role.LEADER) {
            return heartbeatDue;
        }
        return role.campaigns() ? Math.min(electionDeadline, retryDue) : electionDeadline;
    }

    /** Draws a timeout anew; routine draws, at each heartbeat, are too many to report. */
    private void resetElectionTimer(boolean reported) {
        long timeout = rules.electionTimeout(config.timing(), random);
        electionDeadline = turn.now + timeout;
        if (reported) {
            report(new Fact.TimeoutDrawn(timeout));
        }
    }

    private void report(Fact fact) {
        turn.report(hard.term(), role, fact);
    }
}
