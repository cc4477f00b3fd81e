package io.faultline.node.testing;

import io.faultline.node.raft.Entry;
import io.faultline.node.raft.HardState;
import io.faultline.node.raft.Payload;
import io.faultline.node.raft.Snapshot;
import io.faultline.node.raft.Stored;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Logs made by hand. */
public final class Logs {
    private Logs() {}

    public static Entry entry(long term, String word) {
        return new Entry(term, 0, new Word(word));
    }

    public static Entry empty(long term) {
        return new Entry(term, 0, Payload.Noop.NOOP);
    }

    /** Empty entries of those terms. */
    public static Entry[] ofTerms(long... terms) {
        return LongStream.of(terms).mapToObj(Logs::empty).toArray(Entry[]::new);
    }

    /** The disk of a node in that term that holds those entries. */
    public static Stored stored(long term, Entry... entries) {
        return new Stored(new HardState(term, HardState.NO_VOTE), Optional.empty(), List.of(entries));
    }

    /** The same behind a snapshot. */
    public static Stored stored(long term, Snapshot snapshot, Entry... entries) {
        return new Stored(new HardState(term, HardState.NO_VOTE), Optional.of(snapshot), List.of(entries));
    }

    /** What an entry is about, for a test to name it: a command's word, or its kind. */
    public static String text(Entry entry) {
        return entry.payload() instanceof Word word
                ? word.text()
                : entry.payload().getClass().getSimpleName();
    }

    public static List<String> texts(List<Entry> entries) {
        return entries.stream().map(Logs::text).toList();
    }

    public static List<Long> terms(List<Entry> entries) {
        return entries.stream().map(Entry::term).toList();
    }
}
