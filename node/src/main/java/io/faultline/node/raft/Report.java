package io.faultline.node.raft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a node reports in one turn.
 *
 * <p>All of a turn is durable at once and told at once, so that entries which several inputs put behind each other are told as
 * one batch, and a commit index that moves on several times as where it ends: a leader under load must not drown in its own
 * words. Nothing else comes between what is told together.
 */
final class Report {
    private static final int NONE = -1;

    private final List<NodeEvent> events = new ArrayList<>();
    /** Where the batch stands that more entries may join, and the commit index that a later one may replace. */
    private int batch = NONE;

    private int commit = NONE;
    private long[] terms;
    private long[] digests;
    private int joined;

    /** Begins anew, with nothing to tell. */
    void clear() {
        Turn.clear(events);
        joined = 0;
        batch = NONE;
        commit = NONE;
    }

    void add(NodeEvent event) {
        if (event.fact() instanceof Fact.Appended appended) {
            addBatch(event, appended);
        } else if (event.fact() instanceof Fact.Committed committed) {
            addCommit(event, committed);
        } else {
            close();
            events.add(event);
        }
    }

    /** All of it; nothing is added afterwards. */
    List<NodeEvent> finish() {
        close();
        return Turn.sealed(events);
    }

    private void addBatch(NodeEvent event, Fact.Appended next) {
        if (batch == NONE || !isLike(batch, event) || next.from() != behindBatch()) {
            close();
            batch = events.size();
            events.add(event);
            return;
        }
        if (joined == 0) {
            Fact.Appended first = (Fact.Appended) events.get(batch).fact();
            terms = first.terms();
            digests = first.digests();
            joined = terms.length;
        }
        terms = with(terms, next.terms());
        digests = with(digests, next.digests());
        joined += next.terms().length;
    }

    private long behindBatch() {
        Fact.Appended first = (Fact.Appended) events.get(batch).fact();
        return first.from() + (joined == 0 ? first.terms().length : joined);
    }

    /** The numbers joined so far and these, in an array that may be longer; a fact's own array is never written to. */
    private long[] with(long[] numbers, long[] more) {
        int length = joined + more.length;
        long[] longer = length <= numbers.length ? numbers : Arrays.copyOf(numbers, 2 * length);
        System.arraycopy(more, 0, longer, joined, more.length);
        return longer;
    }

    /** Only a mutant's commit index goes back; that is told as it happens. */
    private void addCommit(NodeEvent event, Fact.Committed next) {
        if (commit != NONE
                && isLike(commit, event)
                && next.index() > ((Fact.Committed) events.get(commit).fact()).index()) {
            events.set(commit, event);
        } else {
            commit = events.size();
            events.add(event);
        }
    }

    private boolean isLike(int place, NodeEvent event) {
        NodeEvent told = events.get(place);
        return told.term() == event.term() && told.role() == event.role();
    }

    /** What comes now is told by itself. */
    private void close() {
        if (joined > 0) {
            NodeEvent first = events.get(batch);
            Fact whole = new Fact.Appended(
                    ((Fact.Appended) first.fact()).from(),
                    Arrays.copyOf(terms, joined),
                    Arrays.copyOf(digests, joined));
            events.set(batch, new NodeEvent(first.clock(), first.term(), first.role(), whole));
            joined = 0;
        }
        batch = NONE;
        commit = NONE;
    }
}
