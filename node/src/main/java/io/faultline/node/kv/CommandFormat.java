package io.faultline.node.kv;

import io.faultline.node.raft.Digests;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a command, and its hash and size without making them.
 *
 * <pre>
 * command     1  version, 1
 *             1  1 with a session, 0 without: then client (text) and serial (number)
 *             …  operation
 * operation   1  number of its kind; then key (text) and its values, or for a transaction
 *                how many steps (number), and each as an operation
 * </pre>
 *
 * <p>Texts, numbers and values as {@link FieldWriter} writes them.
 */
final class CommandFormat {
    private static final int VERSION = 1;
    private static final long NO_SESSION = Digests.mix(0x6E73, 0);

    private CommandFormat() {}

    static byte[] write(KvOperation operation, Session session, int size) {
        FieldWriter out = new FieldWriter(size);
        out.one(VERSION);
        out.one(session == null ? 0 : 1);
        if (session != null) {
            out.text(session.client());
            out.number(session.serial());
        }
        write(out, operation);
        byte[] bytes = out.bytes();
        if (bytes.length != size) {
            throw new IllegalStateException(
                    "a command of " + size + " bytes took " + bytes.length + ": " + operation + " of " + session);
        }
        return bytes;
    }

    private static void write(FieldWriter out, KvOperation operation) {
        OperationKind kind = OperationKind.of(operation);
        out.one(kind.number());
        if (operation instanceof KvOperation.Transaction transaction) {
            out.number(transaction.steps().size());
            for (KvOperation step : transaction.steps()) {
                write(out, step);
            }
            return;
        }
        out.text(kind.key(operation));
        if (kind.arguments() > 0) {
            out.value(kind.first(operation));
        }
        if (kind.arguments() > 1) {
            out.value(kind.second(operation));
        }
    }

    static KvCommand read(byte[] bytes) {
        FieldReader in = new FieldReader("command", bytes);
        if (in.one() != VERSION) {
            throw in.refusal("this node knows version " + VERSION + " only");
        }
        int withSession = in.one();
        if (withSession > 1) {
            throw in.refusal("a command has one session or none, not " + withSession);
        }
        Session session = withSession == 1 ? new Session(in.text(), in.number()) : null;
        KvOperation operation = operation(in, kind(in));
        in.end();
        return new KvCommand(operation, session);
    }

    private static OperationKind kind(FieldReader in) {
        int number = in.one();
        OperationKind kind = OperationKind.of(number);
        if (kind == null) {
            throw in.refusal("there is no operation number " + number);
        }
        return kind;
    }

    private static KvOperation operation(FieldReader in, OperationKind kind) {
        if (kind != OperationKind.TXN) {
            String key = in.text();
            Object first = kind.arguments() > 0 ? in.value() : null;
            Object second = kind.arguments() > 1 ? in.value() : null;
            return kind.make(key, first, second);
        }
        int count = in.count();
        if (count > KvLimits.STEPS) {
            throw in.refusal("a transaction of " + count + " steps has too many");
        }
        List<KvOperation> steps = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            OperationKind step = kind(in);
            if (step == OperationKind.TXN) {
                throw in.refusal("a transaction can't be a step of another");
            }
            steps.add(operation(in, step));
        }
        return new KvOperation.Transaction(steps);
    }

    /** How many bytes {@link #write} makes. */
    static int size(KvOperation operation, Session session) {
        int head = session == null ? 2 : 2 + Values.size(session.client()) + FieldWriter.size(session.serial());
        return head + size(operation);
    }

    private static int size(KvOperation operation) {
        if (operation instanceof KvOperation.Transaction transaction) {
            int size = 1 + FieldWriter.size(transaction.steps().size());
            for (KvOperation step : transaction.steps()) {
                size += size(step);
            }
            return size;
        }
        OperationKind kind = OperationKind.of(operation);
        return 1
                + Values.size(kind.key(operation))
                + (kind.arguments() > 0 ? Values.size(kind.first(operation)) : 0)
                + (kind.arguments() > 1 ? Values.size(kind.second(operation)) : 0);
    }

    /** @param client null without a session */
    static long hash(KvOperation operation, String client, long serial) {
        long head = client == null ? NO_SESSION : Digests.mix(Texts.hash(client), serial);
        return hash(head, operation);
    }

    private static long hash(long before, KvOperation operation) {
        OperationKind kind = OperationKind.of(operation);
        long hash = Digests.mix(before, kind.number());
        if (operation instanceof KvOperation.Transaction transaction) {
            for (KvOperation step : transaction.steps()) {
                hash = hash(hash, step);
            }
            return Digests.mix(hash, transaction.steps().size());
        }
        hash = Digests.mix(hash, Texts.hash(kind.key(operation)));
        if (kind.arguments() > 0) {
            hash = Digests.mix(hash, Values.hash(kind.first(operation)));
        }
        return kind.arguments() > 1 ? Digests.mix(hash, Values.hash(kind.second(operation))) : hash;
    }
}
