package io.faultline.checkers.history;

import java.util.Arrays;
import java.util.Objects;

/**
 * The begins and ends of clients' operations in a history, in order, as columns: position 0 is the first, and so on.
 *
 * <p>Like {@link NodeEvents}, and for the same reason: an event is made when somebody asks for it as one.
 */
public final class ClientEvents {
    private static final int PAGE_BITS = 9;
    private static final int PAGE = 1 << PAGE_BITS;
    private static final OperationType[] TYPES = OperationType.values();

    /** In {@link #end} and {@link #begin}: there is none. */
    public static final int NONE = -1;

    /** What each process has begun and not ended. */
    private final OpenOperations open = new OpenOperations();

    private Page[] pages = new Page[4];
    private int size;

    /** Some events in a row; what has been taken in is never copied again. */
    private static final class Page {
        private final int[] index = new int[PAGE];
        private final long[] time = new long[PAGE];
        private final byte[] type = new byte[PAGE];
        private final int[] partner = new int[PAGE];
        private final long[] process = new long[PAGE];
        private final String[] f = new String[PAGE];
        private final Object[] key = new Object[PAGE];
        private final Object[] value = new Object[PAGE];
    }

    ClientEvents() {}

    /** Takes one more in, with what {@link OperationEvent} asks of it; returns its position. */
    int take(
            int atIndex, long atTime, OperationType ofType, long ofProcess, String name, Object ofKey, Object ofValue) {
        int at = size & PAGE - 1;
        Page page = at == 0 ? newPage() : page(size);
        page.type[at] = (byte) ofType.ordinal();
        page.f[at] = Objects.requireNonNull(name, "f");
        page.key[at] = PlainTree.of(ofKey);
        page.value[at] = PlainTree.of(ofValue);
        page.index[at] = atIndex;
        page.time[at] = atTime;
        page.process[at] = ofProcess;
        page.partner[at] = pair(ofType, ofProcess);
        return size++;
    }

    /** The position of what this event ends; a process that begins anew has given up what it had begun. */
    private int pair(OperationType type, long process) {
        if (type == OperationType.INVOKE) {
            open.begin(process, size);
            return NONE;
        }
        int begin = open.end(process);
        if (begin != NONE) {
            page(begin).partner[begin & PAGE - 1] = size;
        }
        return begin;
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

    /** How many there are. */
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

    /** Whether an operation began, or how it ended. */
    public OperationType type(int p) {
        return TYPES[page(p).type[p & PAGE - 1]];
    }

    /** Whether an operation began. */
    public boolean begins(int p) {
        return type(p) == OperationType.INVOKE;
    }

    /** The position of the event that ended what began at this one, in whatever way; {@link #NONE} without one. */
    public int end(int p) {
        return page(p).partner[p & PAGE - 1];
    }

    /** The position of the event that began what ended at this one; {@link #NONE} when its process had begun nothing. */
    public int begin(int p) {
        return page(p).partner[p & PAGE - 1];
    }

    /** The client process. */
    public long process(int p) {
        return page(p).process[p & PAGE - 1];
    }

    /** What is done. */
    public String f(int p) {
        return page(p).f[p & PAGE - 1];
    }

    /** What it is done to, or null. */
    public Object key(int p) {
        return page(p).key[p & PAGE - 1];
    }

    /** Argument or result, or null. */
    public Object value(int p) {
        return page(p).value[p & PAGE - 1];
    }

    /** All of it, as an event. */
    public OperationEvent event(int p) {
        Objects.checkIndex(p, size);
        return new OperationEvent(index(p), time(p), type(p), process(p), f(p), key(p), value(p));
    }
}
