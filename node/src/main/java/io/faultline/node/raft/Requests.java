package io.faultline.node.raft;

import java.util.List;
import java.util.Optional;

/** What clients and operators ask of a node. */
final class Requests {
    private final ServerState state;
    private final Waiters waiters;
    private final Applier applier;
    private final StateMachine machine;

    Requests(ServerState state, Waiters waiters, Applier applier, StateMachine machine) {
        this.state = state;
        this.waiters = waiters;
        this.applier = applier;
        this.machine = machine;
    }

    void handle(Input input, boolean running) {
        if (input instanceof Input.Propose propose) {
            propose(propose.id(), propose.command(), running);
        } else if (input instanceof Input.Read read) {
            read(read, running);
        } else if (input instanceof Input.Start start) {
            state.turn.answer(start(start, running));
        } else if (input instanceof Input.Reconfigure wish) {
            reconfigure(wish, running);
        }
    }

    private boolean takesCommands(boolean running) {
        return running && state.leadership != null && !state.features().electionOnly();
    }

    private Optional<NodeId> hint(boolean running) {
        return Optional.ofNullable(running ? state.leader : null);
    }

    private StartAnswer start(Input.Start start, boolean running) {
        boolean accepted = takesCommands(running) && !state.leadership.changes().isHandingOver();
        long index = accepted ? state.leadership.append(start.command()) : 0;
        return new StartAnswer(start.id(), accepted, state.hard.term(), index, hint(running));
    }

    private void propose(long id, Payload.Command command, boolean running) {
        if (!takesCommands(running)) {
            if (running && state.wasDeposedInThisTurn() && !state.rules.deposedLeaderStopsAppending()) {
                appendThoughDeposed(command);
            }
            state.turn.answer(new Answer.NotLeader(id, hint(running)));
        } else if (state.leadership.changes().isHandingOver()) {
            state.turn.answer(new Answer.Refused(id, "leadership is being handed over"));
        } else if (isBusy()) {
            state.turn.answer(busy(id));
        } else {
            Payload.Command decided = state.rules.proposed(command, machine);
            long index = state.leadership.append(decided);
            Optional<StateMachine.Result> early = state.rules.answerWhenAppended(decided, machine);
            if (early.isPresent()) {
                state.turn.answer(new Answer.Done(id, index, early.get()));
            } else {
                waiters.add(id, index, state.hard.term(), false);
            }
        }
    }

    /** A mutant's way: the term was raised under the leader's feet, and it goes on in it as if it led. */
    private void appendThoughDeposed(Payload.Command command) {
        LogTail previous = state.log.tail();
        List<Entry> entries = List.of(new Entry(state.hard.term(), state.log.lastTime(), command));
        state.append(entries);
        for (NodeId peer : state.members.others()) {
            state.send(
                    peer,
                    new Message.AppendEntries(
                            state.self(), state.hard.term(), previous, entries, state.commit, 0, false));
        }
    }

    private void read(Input.Read read, boolean running) {
        if (!takesCommands(running)) {
            Answer refusal = new Answer.NotLeader(read.id(), hint(running));
            state.turn.answer(running ? applier.answerHere(read).orElse(refusal) : refusal);
        } else if (state.features().reads() == Features.ReadMode.LOG) {
            propose(read.id(), read.query(), running);
        } else if (isBusy()) {
            state.turn.answer(busy(read.id()));
        } else {
            state.leadership.reads().add(read, state.leadership.firstEntry());
        }
    }

    private boolean isBusy() {
        int waiting = waiters.size() + state.leadership.reads().size();
        return waiting >= state.features().limits().unanswered();
    }

    private static Answer busy(long id) {
        return new Answer.Refused(id, "too many requests wait for their answers");
    }

    private void reconfigure(Input.Reconfigure wish, boolean running) {
        if (!takesCommands(running)) {
            state.turn.answer(new Answer.NotLeader(wish.id(), hint(running)));
            return;
        }
        state.leadership
                .changes()
                .request(wish)
                .ifPresent(index -> waiters.add(wish.id(), index, state.hard.term(), true));
    }
}
