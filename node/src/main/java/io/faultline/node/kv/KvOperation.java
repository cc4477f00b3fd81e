package io.faultline.node.kv;

import java.util.List;

/**
 * What a client may ask of the service.
 *
 * <p>A value is a {@code Long}, a {@code String} or a {@code List} of these; null stands for no value. Keys are texts. Map,
 * locks and queues are three name spaces. An operation can't be made beyond {@link KvLimits} or with another type of
 * value: that is an {@link IllegalArgumentException} with a sentence. Smaller whole numbers become {@code Long}s, lists
 * are copied.
 */
public sealed interface KvOperation {
    /** The value of a key, null when there is none. */
    record Read(String key) implements KvOperation {
        public Read {
            KvLimits.key(key);
        }
    }

    /** A key gets a value; null is the same as {@link Delete}. */
    record Write(String key, Object value) implements KvOperation {
        public Write {
            KvLimits.key(key);
            value = Values.of(value);
        }
    }

    /** A key that has the one value, or none if that is null, gets the other; otherwise nothing happens. */
    record CompareAndSet(String key, Object expected, Object value) implements KvOperation {
        public CompareAndSet {
            KvLimits.key(key);
            expected = Values.of(expected);
            value = Values.of(value);
        }
    }

    /** An element, a number or a text, goes to the end of a key's list; a key without a value has the empty list. */
    record Append(String key, Object element) implements KvOperation {
        public Append {
            KvLimits.key(key);
            element = Values.element(element);
        }
    }

    /** A number is added to a key's number; a key without a value has 0. Tells the sum. */
    record Add(String key, long delta) implements KvOperation {
        public Add {
            KvLimits.key(key);
        }
    }

    /** A key has no value any more. */
    record Delete(String key) implements KvOperation {
        public Delete {
            KvLimits.key(key);
        }
    }

    /** Reads, writes and appends, all at once and in this order; later ones see earlier ones. */
    record Transaction(List<KvOperation> steps) implements KvOperation {
        public Transaction {
            steps = List.copyOf(steps);
            if (steps.size() > KvLimits.STEPS) {
                throw new IllegalArgumentException("the value is a transaction of " + steps.size()
                        + " steps, more than the " + KvLimits.STEPS + " allowed");
            }
            for (KvOperation step : steps) {
                if (!(step instanceof Read || step instanceof Write || step instanceof Append)) {
                    throw new IllegalArgumentException("a transaction reads, writes and appends, no more: " + step);
                }
            }
        }
    }

    /** Takes a free lock for its owner; tells its fencing token, greater than all before. The owner gets the same again. */
    record Acquire(String lock, String owner) implements KvOperation {
        public Acquire {
            KvLimits.key(lock);
            KvLimits.owner(owner);
        }
    }

    /** Gives a lock back that this owner holds. */
    record Release(String lock, String owner) implements KvOperation {
        public Release {
            KvLimits.key(lock);
            KvLimits.owner(owner);
        }
    }

    /** An element goes to the end of a queue. */
    record Enqueue(String queue, Object element) implements KvOperation {
        public Enqueue {
            KvLimits.key(queue);
            element = Values.present(element);
        }
    }

    /** Takes the first element of a queue; null when it is empty. */
    record Dequeue(String queue) implements KvOperation {
        public Dequeue {
            KvLimits.key(queue);
        }
    }

    /** Whether it changes nothing. */
    default boolean isRead() {
        if (this instanceof Transaction transaction) {
            for (KvOperation step : transaction.steps()) {
                if (!(step instanceof Read)) {
                    return false;
                }
            }
            return true;
        }
        return this instanceof Read;
    }
}
