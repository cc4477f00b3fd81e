package io.faultline.node.raft;

import io.faultline.node.raft.Message.RequestVote;
import io.faultline.node.raft.Message.VoteReply;

/** A node as voter and as candidate: elections (§5.2, §5.4.1) with pre-vote (dissertation §9.6). */
final class Elections {
    private final ServerState state;
    private final RaftRules rules;

    Elections(ServerState state) {
        this.state = state;
        this.rules = state.rules;
    }

    // ---- voter ----

    void onRequestVote(RequestVote request) {
        if (request.preVote()) {
            onPreVote(request);
        } else if (!protectsLease(request)) {
            onRealVote(request);
        }
    }

    /**
     * Where reads trust a lease, nobody helps to elect another leader while it may run: the request is not even heard,
     * unless the leader itself has asked for it (dissertation §4.2.3, §6.4.1).
     */
    private boolean protectsLease(RequestVote request) {
        return state.features().reads() == Features.ReadMode.LEASE && !request.transfer() && leaderIsAlive();
    }

    private boolean leaderIsAlive() {
        return state.role == Role.LEADER
                || state.turn.now - state.leaderHeardAt < state.timing().electionTimeoutMin();
    }

    private void onRealVote(RequestVote request) {
        long termBefore = state.hard.term();
        Role roleBefore = state.role;
        if (request.term() > state.hard.term()) {
            state.adoptHigherTerm(request.term());
        }
        LogTail log = state.log.tail();
        Ballot ballot = new Ballot(state.hard, termBefore, roleBefore, log, request);
        boolean granted = rules.mayVoteFor(ballot) && rules.isUpToDate(request.log(), log);
        if (granted) {
            state.hard = state.hard.withVote(request.from());
            state.report(new Fact.VoteGranted(request.from()));
            state.resetElectionTimer(true);
            granted = rules.givesRecordedVote(ballot);
        } else if (rules.refusedVoteResetsTimer()) {
            state.resetElectionTimer(true);
        }
        if (!granted) {
            state.report(new Fact.VoteRefused(request.from(), request.term(), request.log()));
        }
        answer(request, granted);
    }

    /**
     * A pre-vote is granted when a vote would be, and no leader was heard within the least election timeout:
     * a node that was merely cut off must not depose a leader that works (dissertation §9.6).
     */
    private void onPreVote(RequestVote request) {
        boolean granted = request.term() > state.hard.term()
                && rules.isUpToDate(request.log(), state.log.tail())
                && !leaderIsAlive();
        if (!granted && rules.refusedVoteResetsTimer()) {
            state.resetElectionTimer(true);
        }
        answer(request, granted);
    }

    private void answer(RequestVote request, boolean granted) {
        state.send(
                request.from(),
                new VoteReply(state.self(), state.hard.term(), request.term(), granted, request.preVote()));
    }

    // ---- candidate ----

    /** No leader was heard for a whole timeout. */
    void onTimeout() {
        if (!state.votes() && !state.members.isLeaving(state.self(), state.commit)) {
            // A learner, or a node that was removed or never added: it waits to be told otherwise.
            state.leader = null;
            state.resetElectionTimer(false);
        } else if (state.features().preVote()) {
            state.role = Role.PRE_CANDIDATE;
            state.leader = null;
            state.report(new Fact.PreCandidate());
            openCampaign(false);
            if (isWon()) {
                startElection(false);
            }
        } else {
            startElection(false);
        }
    }

    /** Raises the term and campaigns in it, at once; {@code transfer} tells whether the leader asked for that. */
    void startElection(boolean transfer) {
        state.hard = rules.enterTerm(state.hard, state.hard.term() + 1);
        state.role = Role.CANDIDATE;
        state.leader = null;
        state.report(new Fact.TermChanged());
        if (rules.candidateRecordsOwnVote()) {
            state.hard = state.hard.withVote(state.self());
            state.report(new Fact.VoteGranted(state.self()));
        }
        state.report(new Fact.Candidate(transfer));
        openCampaign(transfer);
        if (isWon()) {
            becomeLeader();
        }
    }

    private void openCampaign(boolean transfer) {
        state.campaign = new Campaign(state.self(), rules.campaignListens(state.deniedByHigherTerm), transfer);
        state.deniedByHigherTerm = false;
        state.resetElectionTimer(true);
        askForVotes();
    }

    /** Asks everybody whose vote counts and who has not answered; repeated each retry interval, as replies may be lost. */
    void askForVotes() {
        boolean preVote = state.role == Role.PRE_CANDIDATE;
        long term = preVote ? state.hard.term() + 1 : state.hard.term();
        LogTail log = rules.toldLog(state.log.tail());
        Message request = new RequestVote(state.self(), term, log, preVote, state.campaign.isTransfer());
        for (NodeId peer : state.members.others()) {
            if (!state.campaign.hasAnswer(peer) && rules.voteCounts(state.members.current(), peer)) {
                ask(peer, request);
            }
        }
        state.retryDue = state.turn.now + state.timing().retry();
    }

    /**
     * A request may leave before the term that it is for is written, but not before the log that it tells of: after a crash
     * the node could campaign in the same term again, with a shorter log and the votes that the longer one got.
     */
    private void ask(NodeId peer, Message request) {
        if (state.turn.changesLog()) {
            state.send(peer, request);
        } else {
            state.turn.sendEarly(peer, request);
        }
    }

    void onVoteReply(VoteReply reply) {
        if (state.adoptsFromReply(reply.term(), reply.requestTerm())) {
            return;
        }
        Campaign campaign = state.campaign;
        if (!state.role.campaigns() || !campaign.listens()) {
            return;
        }
        long term = state.hard.term();
        boolean asksBefore = state.role == Role.PRE_CANDIDATE;
        boolean current = reply.preVote() == asksBefore && reply.requestTerm() == (reply.preVote() ? term + 1 : term);
        if (current) {
            campaign.answeredBy(reply.from());
        }
        if (current && !reply.granted() && rules.refusalEndsCandidacy()) {
            state.role = Role.FOLLOWER;
            return;
        }
        boolean counts = asksBefore ? rules.countsPreVote(reply, term) : rules.countsVote(reply, term);
        if (counts && rules.voteCounts(state.members.current(), reply.from())) {
            campaign.grantedBy(reply.from());
            if (isWon() && asksBefore) {
                startElection(false);
            } else if (isWon()) {
                becomeLeader();
            }
        }
    }

    private boolean isWon() {
        return state.campaign.isWon(rules, state.members.current());
    }

    private void becomeLeader() {
        state.role = Role.LEADER;
        state.leader = state.self();
        state.report(new Fact.Leader(state.campaign.voters(rules, state.members.current())));
        state.leadership = new Leadership(state);
        state.leadership.begin();
    }
}
