package io.faultline.checkers.history;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/** Events in their order, those of nodes and clients as columns; read-only but for what takes events in. */
final class EventList extends AbstractList<Event> implements RandomAccess {
    private static final int PAGE_BITS = 13;
    private static final int PAGE = 1 << PAGE_BITS;
    private static final int CLIENT = 0;
    private static final int OTHER = 1;

    private final NodeEvents nodes = new NodeEvents();
    private final ClientEvents clients = new ClientEvents();
    private final List<Event> others = new ArrayList<>();
    private final List<NodeFact.Started> starts = new ArrayList<>();
    /** By index: the position among the node events or, below 0, the complement of twice that among clients' or the others, plus which. */
    private int[][] places = new int[4][];

    private int size;

    /** Takes in an event, whose index must be the next. */
    void take(Event event) {
        if (event instanceof NodeEvent said) {
            takeNode(
                    said.time(),
                    said.node(),
                    said.incarnation(),
                    said.seq(),
                    said.clock(),
                    said.term(),
                    said.role(),
                    said.fact());
        } else if (event instanceof OperationEvent told) {
            takeOperation(told.time(), told.type(), told.process(), told.f(), told.key(), told.value());
        } else {
            place(~(2 * others.size() + OTHER));
            others.add(event);
        }
    }

    /** Takes in that a client's operation began or ended. */
    void takeOperation(long time, OperationType type, long process, String f, Object key, Object value) {
        place(~(2 * clients.take(size, time, type, process, f, key, value) + CLIENT));
    }

    /** Takes in what a node said. */
    void takeNode(long time, String node, int incarnation, long seq, long clock, long term, Role role, NodeFact fact) {
        place(nodes.take(size, time, node, incarnation, seq, clock, term, role, fact));
        if (fact instanceof NodeFact.Started started) {
            starts.add(started);
        }
    }

    /** Takes in what a node said of a batch of entries. */
    void takeBatch(
            long time,
            String node,
            int incarnation,
            long seq,
            long clock,
            long term,
            Role role,
            Batch batch,
            long from,
            long[] digests,
            long[] terms) {
        place(nodes.take(size, time, node, incarnation, seq, clock, term, role, batch, from, digests, terms));
    }

    private void place(int at) {
        int page = size >> PAGE_BITS;
        if (page == places.length) {
            places = Arrays.copyOf(places, 2 * page);
        }
        if (places[page] == null) {
            places[page] = new int[PAGE];
        }
        places[page][size & PAGE - 1] = at;
        size++;
    }

    @Override
    public Event get(int index) {
        int at = places[Objects.checkIndex(index, size) >> PAGE_BITS][index & PAGE - 1];
        if (at >= 0) {
            return nodes.event(at);
        }
        return (~at & 1) == CLIENT ? clients.event(~at >> 1) : others.get(~at >> 1);
    }

    @Override
    public int size() {
        return size;
    }

    NodeEvents nodes() {
        return nodes;
    }

    ClientEvents clients() {
        return clients;
    }

    List<Event> others() {
        return Collections.unmodifiableList(others);
    }

    List<NodeFact.Started> starts() {
        return Collections.unmodifiableList(starts);
    }
}
