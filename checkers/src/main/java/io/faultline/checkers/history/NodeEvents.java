package io.faultline.checkers.history;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What nodes said in a history, in order, as columns: position 0 is the first node event, and so on.
 *
 * <p>Under load nearly all of a history is this. As objects of their own these events would be most of what a trial
 * remembers, and to walk along them would cost more than to judge them; an event is made when somebody asks for it as one.
 */
public final class NodeEvents {
    private static final int FIRST_LENGTH = 256;

    private final Map<String, Speaker> latest = new HashMap<>();
    private int[] index = new int[FIRST_LENGTH];
    private long[] time = new long[FIRST_LENGTH];
    private Speaker[] speaker = new Speaker[FIRST_LENGTH];
    private long[] seq = new long[FIRST_LENGTH];
    private long[] clock = new long[FIRST_LENGTH];
    private NodeFact[] fact = new NodeFact[FIRST_LENGTH];
    private int size;

    NodeEvents() {}

    /** Takes one more in, with what {@link NodeEvent} asks of it; returns its position. */
    int take(
            int atIndex,
            long atTime,
            String node,
            int incarnation,
            long ofSeq,
            long ofClock,
            long inTerm,
            Role role,
            NodeFact ofFact) {
        Objects.requireNonNull(ofFact, "fact");
        if (ofSeq < 1) {
            throw new IllegalArgumentException("a node event needs a seq from 1, not " + ofSeq);
        }
        if (size == index.length) {
            grow();
        }
        index[size] = atIndex;
        time[size] = atTime;
        speaker[size] = speaker(node, incarnation, inTerm, role);
        seq[size] = ofSeq;
        clock[size] = ofClock;
        fact[size] = ofFact;
        return size++;
    }

    private Speaker speaker(String node, int incarnation, long term, Role role) {
        Speaker known = latest.get(node);
        if (known == null || !known.is(incarnation, term, role)) {
            known = new Speaker(node, incarnation, term, role);
            latest.put(node, known);
        }
        return known;
    }

    private void grow() {
        int length = 2 * size;
        index = Arrays.copyOf(index, length);
        time = Arrays.copyOf(time, length);
        speaker = Arrays.copyOf(speaker, length);
        seq = Arrays.copyOf(seq, length);
        clock = Arrays.copyOf(clock, length);
        fact = Arrays.copyOf(fact, length);
    }

    /** How many node events there are. */
    public int size() {
        return size;
    }

    /** The index in the history of the event at this position. */
    public long index(int p) {
        return index[p];
    }

    /** When it happened, ns since the trial began. */
    public long time(int p) {
        return time[p];
    }

    /** The node that said it. */
    public String node(int p) {
        return speaker[p].node();
    }

    /** Which start of the node said it. */
    public int incarnation(int p) {
        return speaker[p].incarnation();
    }

    /** Its number within the incarnation. */
    public long seq(int p) {
        return seq[p];
    }

    /** The node's term. */
    public long term(int p) {
        return speaker[p].term();
    }

    /** The node's role. */
    public Role role(int p) {
        return speaker[p].role();
    }

    /** What happened. */
    public NodeFact fact(int p) {
        return fact[p];
    }

    /** All of it, as an event. */
    public NodeEvent event(int p) {
        Speaker by = speaker[Objects.checkIndex(p, size)];
        return new NodeEvent(
                index[p], time[p], by.node(), by.incarnation(), seq[p], clock[p], by.term(), by.role(), fact[p]);
    }
}
