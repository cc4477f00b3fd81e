package io.faultline.checkers.clients;

import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * How many clients there are at least behind some operations.
 *
 * <p>A client whose operation ended in nobody knows goes on as another process, so that processes alone do not count clients.
 * But each has one operation under way at a time, and a process that begins anew follows one such end.
 */
final class Crowd {
    private Crowd() {}

    /** @param operations in the order in which they began */
    static long of(List<Operation> operations) {
        return Math.max(together(operations), processes(operations));
    }

    /** The most that were under way at once; of those that never ended nobody knows for how long they were. */
    private static long together(List<Operation> operations) {
        PriorityQueue<Long> ends = new PriorityQueue<>();
        int most = 0;
        for (Operation operation : operations) {
            while (!ends.isEmpty() && ends.peek() < operation.from()) {
                ends.poll();
            }
            if (operation.hasEnd()) {
                ends.add(operation.endIndex());
                most = Math.max(most, ends.size());
            }
        }
        return most;
    }

    /** Each process is that of another client, unless it may have followed one that spoke for the last time. */
    private static long processes(List<Operation> operations) {
        Set<Long> processes = new HashSet<>();
        long over = 0;
        for (Operation operation : operations) {
            processes.add(operation.process());
            over += operation.isOk() || operation.isFail() ? 0 : 1;
        }
        return processes.size() - over;
    }
}
