package io.faultline.harness.sim;

import io.faultline.checkers.history.Batch;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.NodeFact;
import io.faultline.harness.members.MembersTold;
import io.faultline.node.raft.Fact;
import io.faultline.node.raft.NodeEvent;
import io.faultline.node.raft.NodeId;

/**
 * Writes what nodes tell into the history, in its words.
 *
 * <p>Of what they tell of entries of their logs, under load nearly all, no fact is made: a history keeps it as numbers anyway.
 */
final class ToldEvents {
    private final HistoryRecorder recorder;
    private final MembersTold members;

    /** @param members are kept up to date by the way */
    ToldEvents(HistoryRecorder recorder, MembersTold members) {
        this.recorder = recorder;
        this.members = members;
    }

    /** A node has told this, as its number {@code sequence} of this incarnation. */
    void take(long time, NodeId node, int incarnation, long sequence, NodeEvent event) {
        Fact told = event.fact();
        if (told instanceof Fact.Appended batch) {
            take(
                    time,
                    node,
                    incarnation,
                    sequence,
                    event,
                    Batch.APPENDED,
                    batch.from(),
                    batch.digests(),
                    batch.terms());
        } else if (told instanceof Fact.Applied batch) {
            take(time, node, incarnation, sequence, event, Batch.APPLIED, batch.from(), batch.digests(), null);
        } else if (told instanceof Fact.Committed committed) {
            members.committed(Translation.name(node), committed.index());
            take(time, node, incarnation, sequence, event, Batch.COMMITTED, committed.index(), null, null);
        } else {
            NodeFact fact = Translation.fact(told);
            members.heard(Translation.name(node), fact);
            recorder.node(
                    time,
                    Translation.name(node),
                    incarnation,
                    sequence,
                    event.clock(),
                    event.term(),
                    Translation.role(event.role()),
                    fact);
        }
    }

    private void take(
            long time,
            NodeId node,
            int incarnation,
            long sequence,
            NodeEvent event,
            Batch batch,
            long from,
            long[] digests,
            long[] terms) {
        recorder.batch(
                time,
                Translation.name(node),
                incarnation,
                sequence,
                event.clock(),
                event.term(),
                Translation.role(event.role()),
                batch,
                from,
                digests,
                terms);
    }
}
