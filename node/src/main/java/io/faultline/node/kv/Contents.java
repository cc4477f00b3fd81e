package io.faultline.node.kv;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Map, locks and queues: what operations act on, whoever sends them. */
final class Contents {
    private static final KvResult OTHER_VALUE = new KvResult.Conflict("the key has another value");
    private static final KvResult NO_NUMBER =
            new KvResult.Invalid("the key's value is not a number: nothing can be added to it");
    private static final KvResult OVERFLOW = new KvResult.Invalid("the sum does not fit into 64 bits");
    private static final KvResult NO_LIST =
            new KvResult.Invalid("the key's value is not a list: nothing can be appended to it");
    private static final KvResult LONG_LIST = new KvResult.Invalid("the key's list has no room for this element: "
            + KvLimits.LIST_ELEMENTS + " elements and " + KvLimits.LIST_BYTES + " bytes are allowed");

    private final KvRules rules;
    private final Bindings map;
    private final Locks locks;
    private final Queues queues;

    Contents(KvRules rules) {
        this(rules, new Bindings(), new Locks(rules), new Queues());
    }

    private Contents(KvRules rules, Bindings map, Locks locks, Queues queues) {
        this.rules = rules;
        this.map = map;
        this.locks = locks;
        this.queues = queues;
    }

    /** Does an operation. */
    KvResult perform(KvOperation operation) {
        if (operation instanceof KvOperation.Write write) {
            return put(write.key(), write.value());
        } else if (operation instanceof KvOperation.CompareAndSet cas) {
            return compareAndSet(cas);
        } else if (operation instanceof KvOperation.Append append) {
            return append(append);
        } else if (operation instanceof KvOperation.Add add) {
            return add(add);
        } else if (operation instanceof KvOperation.Delete delete) {
            return put(delete.key(), null);
        } else if (operation instanceof KvOperation.Acquire acquire) {
            return locks.acquire(acquire);
        } else if (operation instanceof KvOperation.Release release) {
            return locks.release(release);
        } else if (operation instanceof KvOperation.Enqueue enqueue) {
            return queues.enqueue(enqueue);
        } else if (operation instanceof KvOperation.Dequeue dequeue) {
            return queues.dequeue(dequeue);
        } else if (operation instanceof KvOperation.Transaction transaction) {
            return transact(transaction.steps());
        }
        return new KvResult.Ok(map.get(((KvOperation.Read) operation).key()));
    }

    private KvResult put(String key, Object value) {
        map.put(key, value);
        return KvResult.Ok.NOTHING;
    }

    private KvResult compareAndSet(KvOperation.CompareAndSet cas) {
        return rules.casHolds(map.get(cas.key()), cas.expected()) ? put(cas.key(), cas.value()) : OTHER_VALUE;
    }

    private KvResult append(KvOperation.Append append) {
        Object value = map.get(append.key());
        if (value != null && !(value instanceof KvList)) {
            return NO_LIST;
        }
        KvList list = value == null ? KvList.empty() : (KvList) value;
        return list.hasRoomFor(append.element()) ? put(append.key(), list.with(append.element())) : LONG_LIST;
    }

    private KvResult add(KvOperation.Add add) {
        Object value = map.get(add.key());
        if (value != null && !(value instanceof Long)) {
            return NO_NUMBER;
        }
        long before = value == null ? 0 : (Long) value;
        long sum = before + add.delta();
        if (((before ^ sum) & (add.delta() ^ sum)) < 0) {
            return OVERFLOW;
        }
        Long after = sum;
        map.put(add.key(), after);
        return new KvResult.Ok(after);
    }

    private KvResult transact(List<KvOperation> steps) {
        Object[] told = new Object[steps.size()];
        Object[] before = new Object[told.length];
        for (int i = 0; i < told.length; i++) {
            KvOperation step = steps.get(i);
            before[i] = map.get(key(step));
            KvResult result = perform(step);
            if (!(result instanceof KvResult.Ok ok)) {
                undo(steps, before, i);
                return new KvResult.Invalid("step " + (i + 1) + " of the transaction can't be done, so none was: "
                        + ((KvResult.Invalid) result).reason());
            }
            told[i] = ok.value();
        }
        return new KvResult.Ok(Collections.unmodifiableList(Arrays.asList(told)));
    }

    private void undo(List<KvOperation> steps, Object[] before, int done) {
        for (int i = done - 1; i >= 0 && rules.undoesTransaction(); i--) {
            if (!steps.get(i).isRead()) {
                map.put(key(steps.get(i)), before[i]);
            }
        }
    }

    private static String key(KvOperation step) {
        return OperationKind.of(step).key(step);
    }

    /** The exclusive or of the digests of the three. */
    long digest() {
        return map.digest() ^ locks.digest() ^ queues.digest();
    }

    void write(FieldWriter out) {
        map.write(out);
        locks.write(out);
        queues.write(out);
    }

    static Contents read(FieldReader in, KvRules rules) {
        return new Contents(rules, Bindings.read(in), Locks.read(in, rules), Queues.read(in));
    }
}
