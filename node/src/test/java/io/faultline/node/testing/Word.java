package io.faultline.node.testing;

import io.faultline.node.raft.Bytes;
import io.faultline.node.raft.Digests;
import io.faultline.node.raft.Payload;
import java.nio.charset.StandardCharsets;

/** A command that is just a word. */
public record Word(String text) implements Payload.Command {
    public static Word read(Bytes bytes) {
        Word word = new Word(new String(bytes.array(), StandardCharsets.UTF_8));
        if (!word.bytes().equals(bytes)) {
            throw new IllegalArgumentException("a word that is no text");
        }
        return word;
    }

    @Override
    public Bytes bytes() {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public long hash() {
        return Digests.of(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
