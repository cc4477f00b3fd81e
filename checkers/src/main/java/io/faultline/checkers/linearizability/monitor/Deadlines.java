package io.faultline.checkers.linearizability.monitor;

import java.util.Arrays;

/** Calls that are open, the one that ends first on top: a heap of whole numbers, without an object per call. */
final class Deadlines {
    private long[] heap = new long[16];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    void add(int end, int call) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        long entry = (long) end << Integer.SIZE | call;
        int place = size++;
        while (place > 0 && heap[place - 1 >> 1] > entry) {
            heap[place] = heap[place - 1 >> 1];
            place = place - 1 >> 1;
        }
        heap[place] = entry;
    }

    /** The call on top. */
    int first() {
        return (int) heap[0];
    }

    /** Takes the call on top. */
    int take() {
        int call = first();
        long entry = heap[--size];
        int place = 0;
        int child = 1;
        while (child < size) {
            child += child + 1 < size && heap[child + 1] < heap[child] ? 1 : 0;
            if (entry <= heap[child]) {
                break;
            }
            heap[place] = heap[child];
            place = child;
            child = 2 * place + 1;
        }
        heap[place] = entry;
        return call;
    }
}
