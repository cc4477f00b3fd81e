package io.faultline.node.kv;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Draws operations over so few names and values that they meet each other. */
final class RandomCommands {
    private final Random random;
    private final int names;

    RandomCommands(Random random, int names) {
        this.random = random;
        this.names = names;
    }

    KvOperation operation() {
        return switch (random.nextInt(14)) {
            case 0 -> new KvOperation.Read(name("k"));
            case 1, 2 -> new KvOperation.Write(name("k"), value());
            case 3, 4 -> new KvOperation.CompareAndSet(name("k"), value(), value());
            case 5 -> new KvOperation.Append(name("k"), element());
            case 6 -> new KvOperation.Add(name("k"), random.nextInt(8) == 0 ? random.nextLong() : random.nextInt(3));
            case 7 -> new KvOperation.Delete(name("k"));
            case 8 -> new KvOperation.Acquire(name("l"), name("o"));
            case 9 -> new KvOperation.Release(name("l"), name("o"));
            case 10, 11 -> new KvOperation.Enqueue(name("q"), random.nextInt(4) == 0 ? List.of(element()) : element());
            case 12 -> new KvOperation.Dequeue(name("q"));
            default -> transaction();
        };
    }

    private KvOperation transaction() {
        List<KvOperation> steps = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            steps.add(
                    switch (random.nextInt(3)) {
                        case 0 -> new KvOperation.Read(name("k"));
                        case 1 -> new KvOperation.Write(name("k"), value());
                        default -> new KvOperation.Append(name("k"), element());
                    });
        }
        return new KvOperation.Transaction(steps);
    }

    /** A session of one of a few clients; mostly its next request, sometimes an old one or one far ahead. */
    Session session(long[] lastOfClient) {
        int client = random.nextInt(lastOfClient.length);
        long last = lastOfClient[client];
        long serial = switch (random.nextInt(8)) {
            case 0 -> Math.max(1, last);
            case 1 -> Math.max(1, last - 1);
            case 2 -> last + 2;
            case 3 -> 1;
            default -> last + 1;
        };
        lastOfClient[client] = serial == 1 ? 1 : Math.max(last, serial);
        return new Session("c" + client, serial);
    }

    Object value() {
        return switch (random.nextInt(6)) {
            case 0 -> null;
            case 1 -> List.of();
            case 2 -> List.of(element(), element());
            default -> element();
        };
    }

    private Object element() {
        return switch (random.nextInt(12)) {
            case 0 -> "";
            case 1 -> "ä€\uD83D\uDE00\0";
            case 2 -> random.nextLong();
            case 3 -> Long.MIN_VALUE;
            case 4, 5 -> "v" + random.nextInt(2);
            default -> (long) random.nextInt(3);
        };
    }

    private String name(String kind) {
        return kind + random.nextInt(names);
    }
}
