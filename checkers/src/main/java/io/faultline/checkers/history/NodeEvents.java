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
    private static final int PAGE_BITS = 9;
    private static final int PAGE = 1 << PAGE_BITS;

    /** In {@link #before}: the node said nothing before. */
    public static final int NONE = -1;

    /** By node: the position of what it said last, in an array of one. */
    private final Map<String, int[]> latest = new HashMap<>();

    private Page[] pages = new Page[4];
    private int size;

    /** Some events in a row; what has been taken in is never copied again. */
    private static final class Page {
        private final int[] index = new int[PAGE];
        private final long[] time = new long[PAGE];
        private final int[] before = new int[PAGE];
        private final Speaker[] speaker = new Speaker[PAGE];
        private final long[] seq = new long[PAGE];
        private final long[] clock = new long[PAGE];
        private final NodeFact[] fact = new NodeFact[PAGE];
    }

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
        Page page = (size & PAGE - 1) == 0 ? newPage() : page(size);
        int at = size & PAGE - 1;
        int[] lastOfNode = latest.computeIfAbsent(node, anew -> new int[] {NONE});
        int last = lastOfNode[0];
        Speaker lastSpeaker = last == NONE ? null : speaker(last);
        boolean sameAgain = last != NONE && lastSpeaker.is(incarnation, inTerm, role);
        page.index[at] = atIndex;
        page.time[at] = atTime;
        page.before[at] = last;
        page.speaker[at] = sameAgain ? lastSpeaker : new Speaker(node, incarnation, inTerm, role);
        page.seq[at] = ofSeq;
        page.clock[at] = ofClock;
        page.fact[at] = ofFact;
        lastOfNode[0] = size;
        return size++;
    }

    private Page newPage() {
        int number = size >> PAGE_BITS;
        if (number == pages.length) {
            pages = Arrays.copyOf(pages, 2 * number);
        }
        pages[number] = new Page();
        return pages[number];
    }

    private Page page(int p) {
        return pages[p >> PAGE_BITS];
    }

    private Speaker speaker(int p) {
        return page(p).speaker[p & PAGE - 1];
    }

    /** How many node events there are. */
    public int size() {
        return size;
    }

    /** The index in the history of the event at this position. */
    public long index(int p) {
        return page(p).index[p & PAGE - 1];
    }

    /** When it happened, ns since the trial began. */
    public long time(int p) {
        return page(p).time[p & PAGE - 1];
    }

    /** The position of what the same node said before; {@link #NONE} for its first event. */
    public int before(int p) {
        return page(p).before[p & PAGE - 1];
    }

    /** Whether both were said by one node in one incarnation, term and role, and in no other in between. */
    public boolean isSameSpeaker(int one, int other) {
        return speaker(one) == speaker(other);
    }

    /** The node that said it. */
    public String node(int p) {
        return speaker(p).node();
    }

    /** Which start of the node said it. */
    public int incarnation(int p) {
        return speaker(p).incarnation();
    }

    /** Its number within the incarnation. */
    public long seq(int p) {
        return page(p).seq[p & PAGE - 1];
    }

    /** The node's term. */
    public long term(int p) {
        return speaker(p).term();
    }

    /** The node's role. */
    public Role role(int p) {
        return speaker(p).role();
    }

    /** What happened. */
    public NodeFact fact(int p) {
        return page(p).fact[p & PAGE - 1];
    }

    /** All of it, as an event. */
    public NodeEvent event(int p) {
        Speaker by = speaker(Objects.checkIndex(p, size));
        return new NodeEvent(
                index(p), time(p), by.node(), by.incarnation(), seq(p), clock(p), by.term(), by.role(), fact(p));
    }

    private long clock(int p) {
        return page(p).clock[p & PAGE - 1];
    }
}
