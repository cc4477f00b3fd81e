package io.faultline.checkers.transactions.weak;

import io.faultline.checkers.transactions.log.TransactionLog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a transaction forces by its causal past: of each process, how many transactions lie in it.
 *
 * <p>Transactions are taken as processes and reads order them; a clock is dropped when all that follow directly have used it.
 */
final class CausalPast {
    private final TransactionLog log;
    private final Accesses accesses;
    private final Forced forced;
    private final int[] session;
    private final int[] place;
    private final int[] waits;
    private final int[] uses;
    private final int[][] clocks;
    private final List<List<Integer>> followers;
    private final List<List<int[]>> writers = new ArrayList<>();
    private int sessions;

    CausalPast(TransactionLog log, Accesses accesses, Forced forced) {
        this.log = log;
        this.accesses = accesses;
        this.forced = forced;
        int size = log.size();
        session = new int[size];
        place = new int[size];
        waits = new int[size];
        uses = new int[size];
        clocks = new int[size][];
        followers = new ArrayList<>(Collections.nCopies(size, null));
    }

    /** Whether causes have an order at all; only then is anything forced. */
    boolean run(boolean[] present) {
        List<List<Integer>> members = findSessions(present);
        fileWriters(members);
        for (int one = 0; one < log.size(); one++) {
            for (int read = accesses.firstRead(one); read < accesses.firstRead(one + 1); read++) {
                int source = accesses.readFrom(read);
                if (source >= 0 && source != one) {
                    follows(source, one);
                }
            }
        }
        return inOrder(present);
    }

    /** One without a known end may take effect after what its process did next: it is a session of its own. */
    private List<List<Integer>> findSessions(boolean[] present) {
        Map<Long, Integer> numbers = new HashMap<>();
        List<List<Integer>> members = new ArrayList<>();
        for (int one = 0; one < log.size(); one++) {
            if (present[one]) {
                Integer number = numbers.get(log.process(one));
                if (number != null) {
                    List<Integer> own = members.get(number);
                    follows(own.get(own.size() - 1), one);
                }
                if (number == null || log.end(one) == TransactionLog.NEVER) {
                    members.add(new ArrayList<>());
                    number = sessions++;
                }
                if (log.end(one) != TransactionLog.NEVER) {
                    numbers.put(log.process(one), number);
                }
                session[one] = number;
                members.get(number).add(one);
                place[one] = members.get(number).size();
            }
        }
        return members;
    }

    private void follows(int before, int after) {
        if (followers.get(before) == null) {
            followers.set(before, new ArrayList<>());
        }
        followers.get(before).add(after);
        waits[after]++;
        uses[before]++;
    }

    /** For each key the transactions that wrote it, session by session. */
    private void fileWriters(List<List<Integer>> members) {
        List<List<List<Integer>>> found = new ArrayList<>();
        for (int key = 0; key < accesses.keys(); key++) {
            found.add(new ArrayList<>());
        }
        for (List<Integer> own : members) {
            for (int one : own) {
                for (int write = accesses.firstWrite(one); write < accesses.firstWrite(one + 1); write++) {
                    List<List<Integer>> lists = found.get(accesses.writeKey(write));
                    List<Integer> last = lists.isEmpty() ? null : lists.get(lists.size() - 1);
                    if (last == null || session[last.get(0)] != session[one]) {
                        last = new ArrayList<>();
                        lists.add(last);
                    }
                    last.add(one);
                }
            }
        }
        for (List<List<Integer>> lists : found) {
            writers.add(lists.stream()
                    .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                    .toList());
        }
    }

    private boolean inOrder(boolean[] present) {
        int[] queue = new int[log.size()];
        int tail = 0;
        int all = 0;
        for (int one = 0; one < log.size(); one++) {
            all += present[one] ? 1 : 0;
            if (present[one] && waits[one] == 0) {
                queue[tail++] = one;
            }
        }
        for (int head = 0; head < tail; head++) {
            int one = queue[head];
            int[] clock = clocks[one] == null ? new int[sessions] : clocks[one];
            force(one, clock);
            clock[session[one]] = place[one];
            clocks[one] = uses[one] == 0 ? null : clock;
            if (followers.get(one) != null) {
                for (int other : followers.get(one)) {
                    tail = follow(one, other, queue, tail);
                }
            }
        }
        return tail == all;
    }

    private int follow(int one, int other, int[] queue, int tail) {
        int[] clock = clocks[one];
        int[] into = clocks[other];
        if (into == null) {
            clocks[other] = clock.clone();
        } else {
            for (int i = 0; i < sessions; i++) {
                into[i] = Math.max(into[i], clock[i]);
            }
        }
        if (--uses[one] == 0) {
            clocks[one] = null;
        }
        if (--waits[other] == 0) {
            queue[tail] = other;
            return tail + 1;
        }
        return tail;
    }

    private void force(int reader, int[] clock) {
        for (int read = accesses.firstRead(reader); read < accesses.firstRead(reader + 1); read++) {
            int source = accesses.readFrom(read);
            for (int[] ofSession : writers.get(accesses.readKey(read))) {
                int last = lastWithin(ofSession, clock[session[ofSession[0]]]);
                if (last >= 0) {
                    forced.add(last, source, reader, accesses.readKey(read));
                }
            }
        }
    }

    private int lastWithin(int[] ofSession, int known) {
        int low = 0;
        int high = ofSession.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (place[ofSession[middle]] <= known) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? -1 : ofSession[low - 1];
    }
}
