package io.faultline.node.raft;

import io.faultline.node.raft.Message.AppendEntries;
import io.faultline.node.raft.Message.AppendReply;
import io.faultline.node.raft.Message.InstallSnapshot;
import io.faultline.node.raft.Message.RequestVote;
import io.faultline.node.raft.Message.SnapshotReply;
import io.faultline.node.raft.Message.TimeoutNow;
import io.faultline.node.raft.Message.VoteReply;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One Raft node as a pure state machine: all of the extended paper (elections §5.2, the log §5.3 and §5.4, snapshots §7,
 * reads §8) and of the dissertation changes of one member at a time (§4), pre-vote (§9.6) and leadership transfer (§3.10).
 *
 * <p>The driver gives it {@link Input}s with the instant of the node's own clock, which must never go back,
 * and carries out the {@link Effects} before it gives the next input. The first input is
 * {@link Input.Restarted}. The node names its next deadline itself; an early or repeated
 * {@link Input.Deadline} is harmless.
 *
 * <pre>{@code
 * RaftNode node = new RaftNode(config, new RaftRules(), random, new KeyValueStore());
 * Effects effects = node.step(clock, new Input.Restarted(Stored.NOTHING));
 * }</pre>
 */
public final class RaftNode {
    private static final PersistPlan NOTHING = new PersistPlan(List.of(), List.of());

    private final ServerState state;
    private final RaftRules rules;
    private final StateMachine machine;
    private final Waiters waiters;
    private final Elections elections;
    private final Follower follower;
    private final Applier applier;
    private final Requests requests;
    private final NodeSet reachable;
    private boolean running;
    private long lastStep;
    private long lastDurable;
    private long endBefore;
    private long onDisk;

    /** A node that does not run yet; the state machine is its own from now on. */
    public RaftNode(RaftConfig config, RaftRules rules, RandomGenerator random, StateMachine machine) {
        this.state = new ServerState(config, rules, random);
        this.rules = rules;
        this.machine = machine;
        this.waiters = new Waiters(state);
        this.elections = new Elections(state);
        this.follower = new Follower(state, waiters, machine);
        this.applier = new Applier(state, machine, waiters);
        this.requests = new Requests(state, waiters, applier, machine);
        this.reachable = NodeSet.of(config.members()).without(config.self());
    }

    /**
     * Handles one input.
     *
     * @param now instant of the node's clock in ns, not before that of any earlier step
     */
    public Effects step(long now, Input input) {
        if (!begin(now)) {
            return sleepOn();
        }
        HardState before = state.hard;
        boolean wasLeader = state.leadership != null;
        handle(input);
        return finish(before, wasLeader, input instanceof Input.Restarted);
    }

    /**
     * Handles some inputs in their order, in one turn: what they change is made durable together.
     *
     * @param inputs a restart, a stop or an order to apply comes alone
     */
    public Effects step(long now, List<Input> inputs) {
        if (!begin(now)) {
            return sleepOn();
        }
        HardState before = state.hard;
        boolean wasLeader = state.leadership != null;
        boolean restarts = false;
        for (int i = 0; i < inputs.size(); i++) {
            Input input = inputs.get(i);
            restarts |= input instanceof Input.Restarted;
            handle(input);
        }
        return finish(before, wasLeader, restarts);
    }

    /** Begins a turn; false when a mutant does not get over the pause before it. */
    private boolean begin(long now) {
        lastDurable = state.durable;
        onDisk = endBefore;
        endBefore = state.log.lastIndex();
        state.beginTurn(now);
        if (running && !rules.goesOnAfterPause(now - lastStep, state.timing())) {
            return false;
        }
        lastStep = now;
        return true;
    }

    private Effects sleepOn() {
        return state.turn.finish(NOTHING, true, false, Long.MAX_VALUE);
    }

    private Effects finish(HardState before, boolean wasLeader, boolean restarts) {
        if (running && state.leadership != null) {
            state.leadership.finishTurn();
            state.leadership.reads().serve(machine);
        } else if (wasLeader) {
            waiters.deposed();
        }
        PersistPlan plan = restarts || before.equals(state.hard) ? NOTHING : rules.persistPlan(before, state.hard);
        boolean applies = running && state.applicable() > state.applied;
        // What its own log holds is the leader's word; a follower's is given in its answer.
        boolean logFirst = state.role == Role.LEADER || rules.logIsDurableFirst();
        return state.turn.finish(plan, logFirst, applies, nextDeadline());
    }

    /** The node's state after the last step. */
    public NodeStatus status() {
        return new NodeStatus(
                state.self(),
                state.hard.term(),
                state.role,
                state.hard.votedFor(),
                Optional.ofNullable(state.leader),
                state.log.tail(),
                state.commit,
                state.applied,
                state.log.baseIndex(),
                state.members.current());
    }

    private void handle(Input input) {
        if (input instanceof Input.Received received) {
            if (running && reachable.contains(received.message().from())) {
                receive(received.message());
            }
        } else if (input instanceof Input.Deadline) {
            if (running) {
                onDeadline();
            }
        } else if (input instanceof Input.Apply) {
            if (running) {
                applier.apply();
                stepDownIfRemoved();
            }
        } else if (input instanceof Input.Restarted restarted) {
            restart(restarted);
        } else if (input instanceof Input.WriteFailed) {
            forgetUnwritten();
        } else if (input instanceof Input.Stop) {
            stop();
        } else {
            requests.handle(input, running);
        }
    }

    private void restart(Input.Restarted restarted) {
        if (running) {
            throw new IllegalStateException(state.self() + " was told that it restarted while it was running");
        }
        running = true;
        lastStep = state.turn.now;
        Stored disk = kept(rules.recovered(restarted.disk(), restarted.torn()));
        state.restart(disk.hardState());
        if (state.features().reads() == Features.ReadMode.LEASE) {
            // This node may have answered a leader just before it died, and that leader's lease counts on it.
            state.leaderHeardAt = state.turn.now;
        }
        follower.restart();
        applier.restart(disk);
        state.report(new Fact.Started(
                state.members.voters().toList(),
                state.timing(),
                state.features().preVote(),
                state.log.tail(),
                state.log.baseIndex() + 1,
                applier.restored()));
        if (state.members.index() > 0 || state.members.current().learners().size() > 0) {
            state.reportMembers();
        }
        state.resetElectionTimer(true);
        if (disk.entries().size() < restarted.disk().entries().size()) {
            state.turn.write(new DiskWrite.Truncate(state.log.lastIndex() + 1));
        }
    }

    /** What a node goes on with; all that its disk holds, but for a mutant that was removed. */
    private Stored kept(Stored disk) {
        if (rules.removedKeepsItsLog()) {
            return disk;
        }
        Configuration last = disk.snapshot()
                .map(snapshot -> snapshot.meta().configuration())
                .orElse(Configuration.of(state.config.voters()));
        for (Entry entry : disk.entries()) {
            last = entry.payload() instanceof Payload.ConfigChange change ? change.configuration() : last;
        }
        return last.all().contains(state.self()) ? disk : new Stored(disk.hardState(), disk.snapshot(), List.of());
    }

    /** A mutant's way: what could not be written is forgotten, though it may have been sent. */
    private void forgetUnwritten() {
        if (state.log.lastIndex() > lastDurable) {
            state.log.truncate(lastDurable + 1);
            state.members.removed(lastDurable + 1);
            waiters.truncated(lastDurable + 1);
        }
        if (onDisk > lastDurable) {
            // Entries were to be removed, and are still there.
            state.turn.write(new DiskWrite.Truncate(lastDurable + 1));
        }
    }

    private void stop() {
        if (running) {
            running = false;
            state.report(new Fact.Stopped());
        }
    }

    private void receive(Message message) {
        if (message instanceof AppendEntries append) {
            follower.onAppendEntries(append);
        } else if (message instanceof AppendReply reply) {
            if (!state.adoptsFromReply(reply.term(), reply.requestTerm()) && state.leadership != null) {
                state.leadership.onAppendReply(reply);
            }
        } else if (message instanceof RequestVote request) {
            elections.onRequestVote(request);
        } else if (message instanceof VoteReply reply) {
            elections.onVoteReply(reply);
        } else if (message instanceof InstallSnapshot install) {
            follower.onInstallSnapshot(install);
        } else if (message instanceof SnapshotReply reply) {
            if (!state.adoptsFromReply(reply.term(), reply.requestTerm()) && state.leadership != null) {
                state.leadership.onSnapshotReply(reply);
            }
        } else if (message instanceof TimeoutNow wish && follower.mayCampaignFor(wish)) {
            elections.startElection(true);
        }
    }

    /** A leader that is no member any more leads until that is committed, and not longer (dissertation §4.2.2). */
    private void stepDownIfRemoved() {
        if (state.leadership != null && !state.votes() && state.members.index() <= state.commit) {
            state.stepDown();
            waiters.removed(state.commit);
        }
    }

    private void onDeadline() {
        if (state.leadership != null) {
            state.leadership.onDeadline();
        } else if (state.turn.now >= state.electionDeadline) {
            elections.onTimeout();
        } else if (state.role.campaigns() && state.turn.now >= state.retryDue) {
            elections.askForVotes();
        }
    }

    private long nextDeadline() {
        if (!running) {
            return Long.MAX_VALUE;
        }
        if (state.leadership != null) {
            return state.leadership.deadline();
        }
        return state.role.campaigns() ? Math.min(state.electionDeadline, state.retryDue) : state.electionDeadline;
    }
}
