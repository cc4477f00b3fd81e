package io.faultline.checkers.history;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What nodes said in a history, in order, as columns: position 0 is the first node event, and so on.
 *
 * <p>Under load nearly all of a history is this. As objects of their own these events would be most of what a trial
 * remembers, and to walk along them would cost more than to judge them; an event is made when somebody asks for it as one.
 * The same holds for the commonest facts, a {@link Batch} of entries: they are kept as numbers, and each entry has a place
 * of its own among the entries of all batches.
 */
public final class NodeEvents {
    private static final int PAGE_BITS = 9;
    private static final int PAGE = 1 << PAGE_BITS;

    /** In {@link #before}: the node said nothing before. */
    public static final int NONE = -1;

    private static final Batch[] BATCHES = Batch.values();

    /** By node: the position of what it said last, in an array of one. */
    private final Map<String, int[]> latest = new HashMap<>();

    private final EntryColumns entries = new EntryColumns();
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
        private final byte[] batch = new byte[PAGE];
        private final long[] from = new long[PAGE];
        private final int[] entry = new int[PAGE];
        /** Null as long as there are only batches. */
        private NodeFact[] fact;

        void takeFact(int at, NodeFact told) {
            fact = fact == null ? new NodeFact[PAGE] : fact;
            fact[at] = told;
        }
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
        if (ofFact instanceof LogFact.Applied applied && applied.digests() instanceof HexDigests digests) {
            begin(atIndex, atTime, node, incarnation, ofSeq, ofClock, inTerm, role);
            return end(Batch.APPLIED, applied.from(), digests.numbers(), null);
        } else if (ofFact instanceof LogFact.Appended appended && appended.digests() instanceof HexDigests digests) {
            begin(atIndex, atTime, node, incarnation, ofSeq, ofClock, inTerm, role);
            return end(Batch.APPENDED, appended.from(), digests.numbers(), numbers(appended.terms()));
        } else if (ofFact instanceof LogFact.Committed committed) {
            begin(atIndex, atTime, node, incarnation, ofSeq, ofClock, inTerm, role);
            return end(Batch.COMMITTED, committed.index(), null, null);
        }
        Page page = begin(atIndex, atTime, node, incarnation, ofSeq, ofClock, inTerm, role);
        page.takeFact(size & PAGE - 1, ofFact);
        return end(Batch.NONE, 0, null, null);
    }

    /**
     * The same for a batch whose fact nobody has made, and which must be sound.
     *
     * @param digests null where it tells none
     * @param terms null where it tells none
     */
    int take(
            int atIndex,
            long atTime,
            String node,
            int incarnation,
            long ofSeq,
            long ofClock,
            long inTerm,
            Role role,
            Batch batch,
            long from,
            long[] digests,
            long[] terms) {
        begin(atIndex, atTime, node, incarnation, ofSeq, ofClock, inTerm, role);
        return end(batch, from, digests, terms);
    }

    private static long[] numbers(List<Long> terms) {
        long[] numbers = new long[terms.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = terms.get(i);
        }
        return numbers;
    }

    /** Fills the columns of the next position but for what was told. */
    private Page begin(
            int atIndex, long atTime, String node, int incarnation, long ofSeq, long ofClock, long inTerm, Role role) {
        if (ofSeq < 1) {
            throw new IllegalArgumentException("a node event needs a seq from 1, not " + ofSeq);
        }
        int[] lastOfNode = latest.computeIfAbsent(node, anew -> new int[] {NONE});
        int last = lastOfNode[0];
        Speaker lastSpeaker = last == NONE ? null : speaker(last);
        boolean sameAgain = last != NONE && lastSpeaker.is(incarnation, inTerm, role);
        Speaker speaker = sameAgain ? lastSpeaker : new Speaker(node, incarnation, inTerm, role);
        int at = size & PAGE - 1;
        Page page = at == 0 ? newPage() : page(size);
        page.index[at] = atIndex;
        page.time[at] = atTime;
        page.before[at] = last;
        page.speaker[at] = speaker;
        page.seq[at] = ofSeq;
        page.clock[at] = ofClock;
        lastOfNode[0] = size;
        return page;
    }

    private int end(Batch batch, long from, long[] digests, long[] terms) {
        Page page = page(size);
        int at = size & PAGE - 1;
        page.batch[at] = (byte) batch.ordinal();
        page.from[at] = from;
        page.entry[at] = entries.size();
        if (digests != null) {
            entries.take(digests, terms);
        }
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

    /** What happened; made anew each time where it is a {@link #batch}. */
    public NodeFact fact(int p) {
        Batch batch = batch(p);
        if (batch == Batch.NONE) {
            return page(p).fact[p & PAGE - 1];
        }
        int count = entryCount(p);
        return batch.fact(from(p), entries.digests(entry(p), count), entries.terms(entry(p), count));
    }

    /** Whether what happened is a {@link LogFact}. */
    public boolean isOfLog(int p) {
        return batch(p) != Batch.NONE || page(p).fact[p & PAGE - 1] instanceof LogFact;
    }

    /** Which batch of entries it tells of, if any. */
    public Batch batch(int p) {
        return BATCHES[page(p).batch[p & PAGE - 1]];
    }

    /** The index in the log of the batch's first entry, or the commit index. */
    public long from(int p) {
        return page(p).from[p & PAGE - 1];
    }

    /** How many entries all batches have. */
    public int entries() {
        return entries.size();
    }

    /** The position of the batch that has the entry at this place; takes logarithmic time. */
    public int batchWith(int entry) {
        Objects.checkIndex(entry, entries.size());
        int low = 0;
        int high = size;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (entry(middle) <= entry) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The place of the batch's first entry among all of them. */
    public int entry(int p) {
        return page(p).entry[p & PAGE - 1];
    }

    /** How many entries the batch has; the others have the places behind the first. */
    public int entryCount(int p) {
        return (p + 1 < size ? entry(p + 1) : entries.size()) - entry(p);
    }

    /** The digest of the entry at this place. */
    public long entryDigest(int entry) {
        return entries.digest(entry);
    }

    /** The term of the entry at this place. */
    public long entryTerm(int entry) {
        return entries.term(entry);
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
