package io.faultline.node.kv;

import io.faultline.node.kv.KvOperation.Acquire;
import io.faultline.node.kv.KvOperation.Add;
import io.faultline.node.kv.KvOperation.Append;
import io.faultline.node.kv.KvOperation.CompareAndSet;
import io.faultline.node.kv.KvOperation.Delete;
import io.faultline.node.kv.KvOperation.Dequeue;
import io.faultline.node.kv.KvOperation.Enqueue;
import io.faultline.node.kv.KvOperation.Read;
import io.faultline.node.kv.KvOperation.Release;
import io.faultline.node.kv.KvOperation.Write;

/**
 * The operations in one shape, a key and up to two values, for whoever writes, reads or hashes them.
 *
 * <p>The number of each stands in logs on disks: it never changes its meaning.
 */
enum OperationKind {
    READ(1, "read", 0),
    WRITE(2, "write", 1),
    CAS(3, "cas", 2),
    APPEND(4, "append", 1),
    ADD(5, "add", 1),
    DELETE(6, "delete", 0),
    ACQUIRE(7, "acquire", 1),
    RELEASE(8, "release", 1),
    ENQUEUE(9, "enqueue", 1),
    DEQUEUE(10, "dequeue", 0),
    /** The one without a key; it has steps instead. */
    TXN(11, "txn", 0);

    private static final OperationKind[] ALL = values();

    private final int number;
    private final String word;
    private final int arguments;

    OperationKind(int number, String word, int arguments) {
        this.number = number;
        this.word = word;
        this.arguments = arguments;
    }

    int number() {
        return number;
    }

    /** What clients call it. */
    String word() {
        return word;
    }

    /** How many values it has besides its key. */
    int arguments() {
        return arguments;
    }

    /** The kind of that number; null when there is none. */
    static OperationKind of(int number) {
        return number >= 1 && number <= ALL.length ? ALL[number - 1] : null;
    }

    /** The kind that clients call so; null when there is none. */
    static OperationKind of(String word) {
        for (OperationKind kind : ALL) {
            if (kind.word.equals(word)) {
                return kind;
            }
        }
        return null;
    }

    static OperationKind of(KvOperation operation) {
        if (operation instanceof Read) {
            return READ;
        } else if (operation instanceof Write) {
            return WRITE;
        } else if (operation instanceof CompareAndSet) {
            return CAS;
        } else if (operation instanceof Append) {
            return APPEND;
        } else if (operation instanceof Add) {
            return ADD;
        } else if (operation instanceof Delete) {
            return DELETE;
        } else if (operation instanceof Acquire) {
            return ACQUIRE;
        } else if (operation instanceof Release) {
            return RELEASE;
        } else if (operation instanceof Enqueue) {
            return ENQUEUE;
        }
        return operation instanceof Dequeue ? DEQUEUE : TXN;
    }

    /** The operation's key, lock or queue. */
    String key(KvOperation operation) {
        return switch (this) {
            case READ -> ((Read) operation).key();
            case WRITE -> ((Write) operation).key();
            case CAS -> ((CompareAndSet) operation).key();
            case APPEND -> ((Append) operation).key();
            case ADD -> ((Add) operation).key();
            case DELETE -> ((Delete) operation).key();
            case ACQUIRE -> ((Acquire) operation).lock();
            case RELEASE -> ((Release) operation).lock();
            case ENQUEUE -> ((Enqueue) operation).queue();
            case DEQUEUE -> ((Dequeue) operation).queue();
            case TXN -> throw new IllegalArgumentException("a transaction has steps and no key");
        };
    }

    /** The operation's value; of two the first. */
    Object first(KvOperation operation) {
        return switch (this) {
            case WRITE -> ((Write) operation).value();
            case CAS -> ((CompareAndSet) operation).expected();
            case APPEND -> ((Append) operation).element();
            case ADD -> ((Add) operation).delta();
            case ACQUIRE -> ((Acquire) operation).owner();
            case RELEASE -> ((Release) operation).owner();
            case ENQUEUE -> ((Enqueue) operation).element();
            case READ, DELETE, DEQUEUE, TXN -> throw new IllegalArgumentException(word + " has no value");
        };
    }

    /** The second of two values. */
    Object second(KvOperation operation) {
        return ((CompareAndSet) operation).value();
    }

    /**
     * Makes an operation of this kind; values it has none of are null.
     *
     * @throws IllegalArgumentException when they are not of its types
     */
    KvOperation make(String key, Object first, Object second) {
        return switch (this) {
            case READ -> new Read(key);
            case WRITE -> new Write(key, first);
            case CAS -> new CompareAndSet(key, first, second);
            case APPEND -> new Append(key, first);
            case ADD -> new Add(key, number(first));
            case DELETE -> new Delete(key);
            case ACQUIRE -> new Acquire(key, owner(first));
            case RELEASE -> new Release(key, owner(first));
            case ENQUEUE -> new Enqueue(key, first);
            case DEQUEUE -> new Dequeue(key);
            case TXN -> throw new IllegalArgumentException("a transaction is made of its steps");
        };
    }

    private long number(Object value) {
        if (value instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException("the value of " + word + " must be a whole number of 64 bits");
    }

    private String owner(Object value) {
        if (value instanceof String owner) {
            return owner;
        }
        throw new IllegalArgumentException("the value of " + word + " must be the owner, a text");
    }
}
