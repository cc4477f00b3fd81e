package io.faultline.node.kv;

import io.faultline.node.raft.Digests;
import java.util.ArrayDeque;

/**
 * One queue that is not empty, with a digest of what stands in it and in which order.
 *
 * <p>The digest is a polynomial in an odd factor: the element at place i, from 0 at the front, counts with the i-th power. Such
 * a factor has an inverse modulo 2^64; so when the first element goes, the others move up by a single
 * multiplication, and queues with the same elements have the same digest however many went through them before.
 */
final class Queue {
    private static final long FACTOR = 0xD1342543DE82EF95L;
    private static final long INVERSE = inverse(FACTOR);

    private final long nameHash;
    private final ArrayDeque<Object> elements = new ArrayDeque<>();
    private long sum;
    /** The factor's power with which the next element will count. */
    private long power = 1;

    Queue(long nameHash) {
        this.nameHash = nameHash;
    }

    int size() {
        return elements.size();
    }

    Iterable<Object> elements() {
        return elements;
    }

    void add(Object element) {
        elements.addLast(element);
        sum += Values.hash(element) * power;
        power *= FACTOR;
    }

    Object remove() {
        Object element = elements.removeFirst();
        sum = (sum - Values.hash(element)) * INVERSE;
        power *= INVERSE;
        return element;
    }

    long digest() {
        return Digests.mix(Digests.mix(nameHash, elements.size()), sum);
    }

    /** Newton's way: each step doubles the number of right bits, and an odd number is its own inverse modulo 8. */
    private static long inverse(long odd) {
        long inverse = odd;
        for (int bits = 3; bits < Long.SIZE; bits *= 2) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }
}
