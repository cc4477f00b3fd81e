package io.faultline.node.testing;

import io.faultline.node.raft.Bytes;
import io.faultline.node.raft.Digests;
import io.faultline.node.raft.Payload;
import io.faultline.node.raft.StateMachine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A state machine that remembers every word it was given, in order; a query tells them all. */
public final class Journal implements StateMachine {
    private final List<String> words = new ArrayList<>();

    /** All words so far. */
    public record Words(List<String> all) implements Result {}

    @Override
    public Words apply(long index, long time, Payload.Command command) {
        words.add(((Word) command).text());
        return query(command);
    }

    @Override
    public Words query(Payload.Command command) {
        return new Words(List.copyOf(words));
    }

    @Override
    public long digest() {
        return Digests.of(String.join(" ", words));
    }

    @Override
    public Bytes snapshot() {
        return Bytes.wrap(String.join(" ", words).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void restore(Bytes snapshot) {
        words.clear();
        if (snapshot.length() > 0) {
            words.addAll(List.of(new String(snapshot.array(), StandardCharsets.UTF_8).split(" ")));
        }
    }
}
