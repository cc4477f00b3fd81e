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

    /** What a node told of a row of entries, where digests are numbers as our own node's are. */
    public enum Batch {
        /** {@link LogFact.Appended}: has a digest and a term for each entry. */
        APPENDED,
        /** {@link LogFact.Applied}: has a digest for each entry, and 0 as its term. */
        APPLIED,
        /** {@link LogFact.Committed}: has no entries. */
        COMMITTED,
        /** Anything else: ask for the {@link #fact}. */
        NONE
    }

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
     * The same for a batch whose fact nobody has made.
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
        requireSound(batch, from, digests, terms);
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

    /** The facts of these batches ask for the same. */
    private static void requireSound(Batch batch, long from, long[] digests, long[] terms) {
        boolean hasEntries = batch == Batch.APPENDED || batch == Batch.APPLIED;
        int count = digests == null ? 0 : digests.length;
        boolean sound = batch != Batch.NONE
                && hasEntries == count > 0
                && (batch == Batch.APPENDED ? terms != null && terms.length == count : terms == null)
                && from >= (hasEntries ? 1 : 0)
                && from <= Long.MAX_VALUE - count;
        for (int i = 0; sound && terms != null && i < count; i++) {
            sound = terms[i] >= 1;
        }
        if (!sound) {
            throw new IllegalArgumentException("no batch that a node tells of: " + batch + " from " + from
                    + " with digests " + Arrays.toString(digests) + " and terms " + Arrays.toString(terms));
        }
    }

    /** The fact that tells of this batch. */
    static NodeFact fact(Batch batch, long from, long[] digests, long[] terms) {
        requireSound(batch, from, digests, terms);
        return switch (batch) {
            case APPENDED ->
                new LogFact.Appended(from, Arrays.stream(terms).boxed().toList(), HexDigests.of(digests));
            case APPLIED -> new LogFact.Applied(from, HexDigests.of(digests));
            case COMMITTED -> new LogFact.Committed(from);
            case NONE -> throw new IllegalArgumentException("of other facts there is more to tell");
        };
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
        return batch == Batch.NONE
                ? page(p).fact[p & PAGE - 1]
                : fact(
                        batch,
                        from(p),
                        batch == Batch.COMMITTED ? null : entries.digests(entry(p), entryCount(p)),
                        batch == Batch.APPENDED ? entries.terms(entry(p), entryCount(p)) : null);
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
