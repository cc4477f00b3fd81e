package io.faultline.node.raft;

import java.util.ArrayDeque;

/**
 * Requests whose entries are in this node's log and not applied yet, in the order of the log.
 *
 * <p>They outlive the leadership in which they came: what becomes of an entry is known when its place in the log is applied
 * (§8), and only then.
 */
final class Waiters {
    private record Waiter(long id, long index, long term, boolean changesMembers) {}

    private final ServerState state;
    private final ArrayDeque<Waiter> waiting = new ArrayDeque<>();

    Waiters(ServerState state) {
        this.state = state;
    }

    int size() {
        return waiting.size();
    }

    void add(long id, long index, long term, boolean changesMembers) {
        waiting.addLast(new Waiter(id, index, term, changesMembers));
    }

    /** The entry at that index was applied, and this came of it. */
    void applied(long index, long term, StateMachine.Result result) {
        while (!waiting.isEmpty() && waiting.getFirst().index() <= index) {
            Waiter waiter = waiting.removeFirst();
            if (waiter.index() < index || !state.rules.answersWaiter(term, waiter.term())) {
                state.turn.answer(new Answer.Lost(waiter.id()));
            } else if (waiter.changesMembers()) {
                state.turn.answer(new Answer.Changed(waiter.id(), index));
            } else {
                state.turn.answer(new Answer.Done(waiter.id(), index, result));
            }
        }
    }

    /** The node's log has lost its entries from there on. */
    void truncated(long from) {
        while (state.rules.lostEntryEndsWaiting()
                && !waiting.isEmpty()
                && waiting.getLast().index() >= from) {
            lose(waiting.removeLast(), "the entry was removed from the log of this node, which no longer leads");
        }
    }

    /** The state after that entry has come as a snapshot: what came of entries up to it is not known here. */
    void skipped(long through) {
        while (!waiting.isEmpty() && waiting.getFirst().index() <= through) {
            lose(waiting.removeFirst(), "this node got a snapshot in place of the entry");
        }
    }

    /** The node is no member any more: of entries that are not committed by now it hears nothing. */
    void removed(long commit) {
        while (!waiting.isEmpty() && waiting.getLast().index() > commit) {
            lose(waiting.removeLast(), "this node was removed from the cluster");
        }
    }

    /** The node leads no more; the requests go on waiting, unless a mutant thinks that it knows better. */
    void deposed() {
        if (!state.rules.outcomeOfLostIsUnknown()) {
            waiting.forEach(waiter -> state.turn.answer(new Answer.Lost(waiter.id())));
            waiting.clear();
        }
    }

    void clear() {
        waiting.clear();
    }

    private void lose(Waiter waiter, String reason) {
        state.turn.answer(
                state.rules.outcomeOfLostIsUnknown()
                        ? new Answer.Unknown(waiter.id(), reason)
                        : new Answer.Lost(waiter.id()));
    }
}
