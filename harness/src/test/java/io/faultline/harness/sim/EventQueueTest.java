package io.faultline.harness.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EventQueueTest {
    private record Entry(long time, int order) {}

    @Test
    void tasksOfOneTimeComeInTheOrderInWhichTheyWerePlanned() {
        EventQueue queue = new EventQueue();
        List<Integer> ran = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            queue.add(7, () -> ran.add(number));
        }
        while (!queue.isEmpty()) {
            queue.poll().run();
        }
        assertThat(ran).isSorted().hasSize(100);
    }

    @Test
    void agreesWithTheObviousQueueOnRandomMixesOfAddAndPoll() {
        agreesOnTimesBelow(50);
    }

    @Test
    void agreesWithTheObviousQueueOnSpansNearAndTurnsAhead() {
        for (int bits = 17; bits <= 37; bits += 2) {
            agreesOnTimesBelow(1L << bits);
        }
    }

    @Test
    void aTaskThatIsFarAwayIsFoundBehindAllOthers() {
        EventQueue queue = new EventQueue();
        queue.add(Long.MAX_VALUE / 2, () -> {});
        queue.add(3_000_000_000L, () -> {});
        assertThat(queue.nextTime()).isEqualTo(3_000_000_000L);
        queue.poll();
        queue.add(4_000_000_000_000L, () -> {});
        assertThat(queue.nextTime()).isEqualTo(4_000_000_000_000L);
        queue.poll();
        assertThat(queue.nextTime()).isEqualTo(Long.MAX_VALUE / 2);
        queue.poll();
        assertThat(queue.isEmpty()).isTrue();
    }

    private static void agreesOnTimesBelow(long bound) {
        for (long seed = 1; seed <= 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            EventQueue queue = new EventQueue();
            PriorityQueue<Entry> obvious =
                    new PriorityQueue<>(Comparator.comparingLong(Entry::time).thenComparingInt(Entry::order));
            List<Entry> ran = new ArrayList<>();
            for (int step = 0; step < 1_000; step++) {
                if (obvious.isEmpty() || random.nextInt(5) < 3) {
                    Entry entry = new Entry(random.nextLong(bound), step);
                    obvious.add(entry);
                    queue.add(entry.time(), () -> ran.add(entry));
                } else {
                    Entry expected = obvious.poll();
                    assertThat(queue.nextTime())
                            .as("seed %d, step %d, bound %d", seed, step, bound)
                            .isEqualTo(expected.time());
                    queue.poll().run();
                    assertThat(ran.get(ran.size() - 1))
                            .as("seed %d, step %d, bound %d", seed, step, bound)
                            .isEqualTo(expected);
                }
            }
        }
    }
}
