package io.faultline.node.kv;

import io.faultline.node.raft.Digests;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The queues that are not empty; an empty one needs no place here. */
final class Queues {
    private static final long SEED = 0x7175;
    private static final KvResult FULL =
            new KvResult.Invalid("the queue has its " + KvLimits.QUEUE_ELEMENTS + " elements, and no room for more");

    private final Map<String, Queue> byName = new HashMap<>();
    private long digest;

    KvResult enqueue(KvOperation.Enqueue request) {
        Queue queue = byName.get(request.queue());
        if (queue == null) {
            queue = new Queue(Digests.mix(SEED, Texts.hash(request.queue())));
            byName.put(request.queue(), queue);
        } else if (queue.size() == KvLimits.QUEUE_ELEMENTS) {
            return FULL;
        } else {
            digest ^= queue.digest();
        }
        queue.add(request.element());
        digest ^= queue.digest();
        return KvResult.Ok.NOTHING;
    }

    KvResult dequeue(KvOperation.Dequeue request) {
        Queue queue = byName.get(request.queue());
        if (queue == null) {
            return KvResult.Ok.NOTHING;
        }
        digest ^= queue.digest();
        Object element = queue.remove();
        if (queue.size() == 0) {
            byName.remove(request.queue());
        } else {
            digest ^= queue.digest();
        }
        return new KvResult.Ok(element);
    }

    /** The exclusive or of the digests of all queues. */
    long digest() {
        return digest;
    }

    void write(FieldWriter out) {
        out.number(byName.size());
        new TreeMap<>(byName).forEach((name, queue) -> {
            out.text(name);
            out.number(queue.size());
            queue.elements().forEach(out::value);
        });
    }

    static Queues read(FieldReader in) {
        Queues read = new Queues();
        String before = "";
        for (long left = in.number(); left != 0; left--) {
            String name = KvLimits.key(in.nextName(before));
            int count = in.count();
            if (count < 1 || count > KvLimits.QUEUE_ELEMENTS) {
                throw in.refusal("a queue of " + count + " elements");
            }
            Queue queue = new Queue(Digests.mix(SEED, Texts.hash(name)));
            for (int i = 0; i < count; i++) {
                queue.add(in.present());
            }
            read.byName.put(name, queue);
            read.digest ^= queue.digest();
            before = name;
        }
        return read;
    }
}
