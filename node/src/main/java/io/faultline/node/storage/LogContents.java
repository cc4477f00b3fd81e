package io.faultline.node.storage;

import io.faultline.node.raft.Entry;
import io.faultline.node.raft.HardState;
import java.util.ArrayList;
import java.util.List;

/** What a log says in all, item after item; an item that does not follow from those before it is refused. */
final class LogContents {
    private long incarnation;
    private HardState hardState = HardState.INITIAL;
    private long snapshotIndex;
    private final List<Entry> entries = new ArrayList<>();

    long incarnation() {
        return incarnation;
    }

    HardState hardState() {
        return hardState;
    }

    /** The last entry that the snapshot stands for, 0 without one. */
    long snapshotIndex() {
        return snapshotIndex;
    }

    /** Those behind the snapshot. */
    List<Entry> entries() {
        return entries;
    }

    private long last() {
        return snapshotIndex + entries.size();
    }

    /**
     * Goes on by one item.
     *
     * @throws IllegalArgumentException when it can't follow; then nothing has changed
     */
    void add(Item item) {
        if (item instanceof Item.State state) {
            hardState = state.state();
        } else if (item instanceof Item.Incarnation counted) {
            if (counted.number() <= incarnation) {
                throw new IllegalArgumentException("start " + counted.number() + " after start " + incarnation);
            }
            incarnation = counted.number();
        } else if (item instanceof Item.Append append) {
            append(append);
        } else if (item instanceof Item.Truncate truncate) {
            truncate(truncate.from());
        } else if (item instanceof Item.Save save) {
            save(save);
        }
    }

    private void append(Item.Append append) {
        if (append.from() != last() + 1) {
            throw new IllegalArgumentException(
                    "entries from " + append.from() + " on, behind a log that ends with entry " + last());
        }
        long term = entries.isEmpty() ? 0 : entries.get(entries.size() - 1).term();
        for (Entry entry : append.entries()) {
            if (entry.term() < term) {
                throw new IllegalArgumentException("an entry of term " + entry.term() + " behind one of term " + term);
            }
            term = entry.term();
        }
        entries.addAll(append.entries());
    }

    private void truncate(long from) {
        if (from <= snapshotIndex || from > last()) {
            throw new IllegalArgumentException("entries removed from " + from + " on, of a log that holds "
                    + (snapshotIndex + 1) + " to " + last());
        }
        entries.subList((int) (from - 1 - snapshotIndex), entries.size()).clear();
    }

    private void save(Item.Save save) {
        if (save.index() <= snapshotIndex || save.keepsSuffix() && save.index() > last()) {
            throw new IllegalArgumentException("a snapshot up to entry " + save.index() + " for a log that holds "
                    + (snapshotIndex + 1) + " to " + last());
        }
        if (save.keepsSuffix()) {
            entries.subList(0, (int) (save.index() - snapshotIndex)).clear();
        } else {
            entries.clear();
        }
        snapshotIndex = save.index();
    }

    /** All of it in a few items, with which a log can begin anew. */
    List<Item> summary() {
        List<Item> items = new ArrayList<>();
        items.add(new Item.Incarnation(incarnation));
        items.add(new Item.State(hardState));
        if (snapshotIndex > 0) {
            items.add(new Item.Save(snapshotIndex, false));
        }
        if (!entries.isEmpty()) {
            items.add(new Item.Append(snapshotIndex + 1, List.copyOf(entries)));
        }
        return items;
    }
}
