package io.faultline.harness.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WallTimelineTest {
    private static final long MS = 1_000_000;

    private final WallTimeline time = new WallTimeline();
    private final List<String> ran = new ArrayList<>();

    @Test
    void timeStandsStillBeforeItBegins() {
        assertThat(time.now()).isZero();
        time.begin();
        assertThat(time.runUntil(() -> time.now() > 0, 1_000 * MS)).isTrue();
    }

    @Test
    void tasksRunInTheOrderOfTheirTimesAndNotBefore() {
        time.begin();
        time.schedule(20 * MS, () -> ran.add("second"));
        time.schedule(10 * MS, () -> ran.add("first"));
        time.schedule(60_000 * MS, () -> ran.add("never"));

        time.runUntil(40 * MS);

        assertThat(ran).containsExactly("first", "second");
        assertThat(time.now()).isGreaterThanOrEqualTo(40 * MS);
    }

    @Test
    void anotherThreadWakesTheOwner() throws InterruptedException {
        time.begin();
        Thread owner = Thread.currentThread();
        Thread other = new Thread(() -> time.post(() -> ran.add(String.valueOf(Thread.currentThread() == owner))));
        other.start();

        assertThat(time.runUntil(() -> !ran.isEmpty(), 10_000 * MS)).isTrue();

        other.join();
        assertThat(ran).containsExactly("true");
    }

    @Test
    void whatNeverHoldsIsGivenUpInTime() {
        time.begin();

        assertThat(time.runUntil(() -> false, 30 * MS)).isFalse();
        assertThat(time.now()).isBetween(30 * MS, 10_000 * MS);
    }

    @Test
    void whatATaskThrowsReachesTheOwner() {
        time.begin();
        time.post(() -> {
            throw new EngineException("the engine is gone");
        });

        assertThatThrownBy(() -> time.runUntil(100 * MS)).hasMessage("the engine is gone");
    }
}
