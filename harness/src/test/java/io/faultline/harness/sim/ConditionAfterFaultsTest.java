package io.faultline.harness.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.Condition;
import io.faultline.checkers.history.ConditionEvent;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.harness.cluster.Cluster;
import io.faultline.harness.cluster.ClusterSpec;
import io.faultline.nemesis.fault.DownMode;
import io.faultline.nemesis.fault.Injection;
import io.faultline.nemesis.fault.LinkShape;
import io.faultline.nemesis.fault.Links;
import io.faultline.node.raft.Features;
import io.faultline.node.raft.Timing;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When all faults are over, the recorded condition must come to say so: liveness is judged by it. */
class ConditionAfterFaultsTest {
    private static final long MS = 1_000_000;
    private static final long SECOND = 1_000 * MS;

    /** TCP, on which what is slow holds up what follows. */
    private static final SimulationSettings STREAMS = new SimulationSettings(
            Timing.DEFAULT,
            Features.DEFAULT,
            new NetworkWeather(true, MS, MS, 200 * MS, SECOND),
            MS,
            MS,
            List.of(),
            50 * MS);

    private final HistoryRecorder recorder = new HistoryRecorder();
    private final Cluster cluster = new SimulatedGround(STREAMS).open(ClusterSpec.of(3), 7, recorder);

    @AfterEach
    void close() {
        cluster.close();
    }

    /** The stop waits for the resume, and the start for the stop: when it comes it must be seen. */
    @Test
    void aNodeStoppedWhilePausedIsUpAgainWhenBothEndAtOnce() {
        Injection pause = new Injection.NodesPaused(List.of("n1"));
        Injection stop = new Injection.NodesDown(List.of("n1"), DownMode.STOP);
        cluster.start();
        cluster.runUntil(2 * SECOND);
        begin(1, pause);
        cluster.runUntil(3 * SECOND);
        begin(2, stop);
        end(1, pause);
        end(2, stop);
        cluster.runUntil(4 * SECOND);

        assertThat(cluster.view("n1")).isPresent();
        assertThat(lastCondition()).isEqualTo(Condition.CALM);
    }

    @Test
    void aNodeStoppedWhilePausedStaysDownWhenAnotherFaultHoldsItDown() {
        Injection pause = new Injection.NodesPaused(List.of("n1"));
        Injection stop = new Injection.NodesDown(List.of("n1"), DownMode.STOP);
        cluster.start();
        cluster.runUntil(2 * SECOND);
        begin(1, pause);
        begin(2, stop);
        end(2, stop);
        begin(3, stop);
        end(1, pause);
        cluster.runUntil(4 * SECOND);

        assertThat(cluster.view("n1")).isEmpty();
        assertThat(lastCondition().down()).containsExactly("n1");
    }

    /** At 200 bytes a second heartbeats alone are too much; half a minute of them must not take minutes to drain. */
    @Test
    void aNarrowLinkIsWellAgainSoonAfterItWasHealed() {
        Injection throttle = new Injection.ShapeLinks(
                new Links.All().resolve(cluster.faults().view()), new LinkShape.Throttle(200));
        cluster.start();
        cluster.runUntil(2 * SECOND);
        begin(1, throttle);
        cluster.runUntil(32 * SECOND);
        end(1, throttle);
        assertThat(lastCondition().degraded()).isNotEmpty();
        cluster.runUntil(36 * SECOND);

        assertThat(lastCondition()).isEqualTo(Condition.CALM);
    }

    private void begin(int id, Injection injection) {
        cluster.faults()
                .begin(id, injection, outcome -> assertThat(outcome.effective()).isTrue());
    }

    private void end(int id, Injection injection) {
        cluster.faults()
                .end(id, injection, outcome -> assertThat(outcome.effective()).isTrue());
    }

    private Condition lastCondition() {
        return recorder.soFar().stream()
                .filter(ConditionEvent.class::isInstance)
                .map(event -> ((ConditionEvent) event).condition())
                .reduce((earlier, later) -> later)
                .orElse(Condition.CALM);
    }
}
