package io.faultline.checkers.linearizability.search;

import java.util.Arrays;

/**
 * The configurations a search has met: a layer, the open calls that are done, the state they led to.
 *
 * <p>A configuration is not kept if one is there that is the same but for pending calls and has done no others of these: what
 * can follow from it can follow from that one, which has more calls left that may happen or not.
 *
 * <p>Packed into long arrays; every byte is taken from the limits before it is used.
 */
final class Nodes {
    /** No node; also what stands at the ends of lists. */
    static final int NONE = -1;

    private static final int CHUNK_BITS = 9;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int FIELDS = 3;
    private static final int FIRST_HEADS = 1 << 8;
    private static final int ARRAY_HEADER = 16;

    private final int words;
    private final int stride;
    private final long[] returningBits;
    private final Limits limits;
    private long[][] chunks = new long[4][];
    private int[] heads;
    private int size;

    Nodes(Course course, Limits limits) {
        this.words = course.words();
        this.stride = words + FIELDS;
        this.returningBits = course.returningBits();
        this.limits = limits;
        if (limits.take(headBytes(FIRST_HEADS))) {
            heads = newHeads(FIRST_HEADS);
        }
    }

    private static long headBytes(int count) {
        return ARRAY_HEADER + 4L * count;
    }

    private static int[] newHeads(int count) {
        int[] all = new int[count];
        Arrays.fill(all, NONE);
        return all;
    }

    /** How many there are; they are numbered from 0 in the order in which they came. */
    int size() {
        return size;
    }

    /**
     * Keeps a configuration and gives its number, or {@link #NONE} if it need not be looked at, or if the limits are spent.
     *
     * @param parent the node it was reached from
     * @param call the call that was done to get here
     */
    int add(int layer, long[] done, int state, int parent, int call) {
        if (limits.isSpent()) {
            return NONE;
        }
        int head = hash(layer, done, state) & heads.length - 1;
        if (isCovered(heads[head], layer, done, state) || !makeRoom()) {
            return NONE;
        }
        head = hash(layer, done, state) & heads.length - 1;
        int node = size++;
        long[] chunk = chunks[node >>> CHUNK_BITS];
        int at = (node & CHUNK - 1) * stride;
        System.arraycopy(done, 0, chunk, at, words);
        chunk[at + words] = pair(layer, state);
        chunk[at + words + 1] = pair(parent, call);
        chunk[at + words + 2] = pair(heads[head], NONE);
        heads[head] = node;
        return node;
    }

    private boolean isCovered(int head, int layer, long[] done, int state) {
        long where = pair(layer, state);
        for (int node = head; node != NONE; ) {
            long[] chunk = chunks[node >>> CHUNK_BITS];
            int at = (node & CHUNK - 1) * stride;
            if (chunk[at + words] == where && covers(chunk, at, done)) {
                return true;
            }
            node = (int) (chunk[at + words + 2] >>> Integer.SIZE);
        }
        return false;
    }

    /** Whether what stands there has the same returning calls done, and of the pending ones no other. */
    private boolean covers(long[] chunk, int at, long[] done) {
        for (int word = 0; word < words; word++) {
            long there = chunk[at + word];
            if (((there ^ done[word]) & returningBits[word]) != 0 || (there & ~done[word]) != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean makeRoom() {
        if (size == heads.length && !growHeads()) {
            return false;
        }
        int chunk = size >>> CHUNK_BITS;
        if (chunk == chunks.length) {
            chunks = Arrays.copyOf(chunks, 2 * chunk);
        }
        if (chunks[chunk] == null) {
            if (!limits.take(ARRAY_HEADER + 8L * CHUNK * stride)) {
                return false;
            }
            chunks[chunk] = new long[CHUNK * stride];
        }
        return true;
    }

    private boolean growHeads() {
        int more = 2 * heads.length;
        if (!limits.take(headBytes(more))) {
            return false;
        }
        limits.giveBack(headBytes(heads.length));
        heads = newHeads(more);
        long[] done = new long[words];
        for (int node = 0; node < size; node++) {
            copyDone(node, done);
            int head = hash(layer(node), done, state(node)) & more - 1;
            setHigh(node, 2, heads[head]);
            heads[head] = node;
        }
        return true;
    }

    private int hash(int layer, long[] done, int state) {
        long hash = layer * 0x9E3779B97F4A7C15L ^ state * 0xC2B2AE3D27D4EB4FL;
        for (int word = 0; word < words; word++) {
            hash = (hash ^ done[word] & returningBits[word]) * 0xD6E8FEB86659FD93L;
            hash ^= hash >>> 32;
        }
        return (int) (hash ^ hash >>> 29);
    }

    /** Forgets all nodes and keeps the room. */
    void clear() {
        size = 0;
        Arrays.fill(heads, NONE);
    }

    int layer(int node) {
        return high(node, 0);
    }

    int state(int node) {
        return low(node, 0);
    }

    int parent(int node) {
        return high(node, 1);
    }

    int call(int node) {
        int call = low(node, 1);
        return call < 0 ? ~call : call;
    }

    /** Whether somebody marked it. */
    boolean isMarked(int node) {
        return low(node, 1) < 0;
    }

    void mark(int node) {
        long[] chunk = chunks[node >>> CHUNK_BITS];
        int at = (node & CHUNK - 1) * stride + words + 1;
        chunk[at] = pair((int) (chunk[at] >>> Integer.SIZE), ~call(node));
    }

    /** The node that this one is linked to, for whoever keeps lists of nodes; {@link #NONE} at first. */
    int link(int node) {
        return low(node, 2);
    }

    void link(int node, int other) {
        long[] chunk = chunks[node >>> CHUNK_BITS];
        int at = (node & CHUNK - 1) * stride + words + 2;
        chunk[at] = pair((int) (chunk[at] >>> Integer.SIZE), other);
    }

    /** Copies the open calls that are done. */
    void copyDone(int node, long[] done) {
        System.arraycopy(chunks[node >>> CHUNK_BITS], (node & CHUNK - 1) * stride, done, 0, words);
    }

    private int high(int node, int field) {
        return (int) (chunks[node >>> CHUNK_BITS][(node & CHUNK - 1) * stride + words + field] >>> Integer.SIZE);
    }

    private int low(int node, int field) {
        return (int) chunks[node >>> CHUNK_BITS][(node & CHUNK - 1) * stride + words + field];
    }

    private void setHigh(int node, int field, int value) {
        long[] chunk = chunks[node >>> CHUNK_BITS];
        int at = (node & CHUNK - 1) * stride + words + field;
        chunk[at] = pair(value, (int) chunk[at]);
    }

    private static long pair(int high, int low) {
        return (long) high << Integer.SIZE | low & 0xFFFFFFFFL;
    }
}
