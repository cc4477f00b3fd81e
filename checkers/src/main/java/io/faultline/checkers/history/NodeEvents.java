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

    /** In {@link #before}: the node said nothing before. */
    public static final int NONE = -1;

    /** By node: the position of what it said last, in an array of one. */
    private final Map<String, int[]> latest = new HashMap<>();

    private int[] index = new int[FIRST_LENGTH];
    private long[] time = new long[FIRST_LENGTH];
    private int[] before = new int[FIRST_LENGTH];
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
        int[] lastOfNode = latest.computeIfAbsent(node, anew -> new int[] {NONE});
        int last = lastOfNode[0];
        before[size] = last;
        boolean sameAgain = last != NONE && speaker[last].is(incarnation, inTerm, role);
        speaker[size] = sameAgain ? speaker[last] : new Speaker(node, incarnation, inTerm, role);
        seq[size] = ofSeq;
        clock[size] = ofClock;
        fact[size] = ofFact;
        lastOfNode[0] = size;
        return size++;
    }

    private void grow() {
        int length = 2 * size;
        index = Arrays.copyOf(index, length);
        time = Arrays.copyOf(time, length);
        before = Arrays.copyOf(before, length);
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

    /** The position of what the same node said before; {@link #NONE} for its first event. */
    public int before(int p) {
        return before[p];
    }

    /** Whether both were said by one node in one incarnation, term and role, and in no other in between. */
    public boolean isSameSpeaker(int one, int other) {
        return speaker[one] == speaker[other];
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
