package io.faultline.checkers.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Validity;
import io.faultline.checkers.clients.ClientStory.Begun;
import org.junit.jupiter.api.Test;

/** Keys that numbers are added to: each accusation beside its near miss. */
class CounterTests {
    private final ClientStory story = new ClientStory();

    @Test
    void aCounterLiesBetweenWhatWasAcknowledgedAndWhatWasAskedFor() {
        story.ok("add", "c", 2L)
                .info("add", "c", 3L)
                .fail("add", "c", 7L)
                .read("c", 2L)
                .read("c", 5L);
        assertThat(story.accusers()).isEmpty();
        assertThat(new ClientStory().ok("add", "c", 2L).read("c", 1L).accusers())
                .containsExactly("stale-reads");
        assertThat(new ClientStory().ok("add", "c", 2L).read("c", null).accusers())
                .containsExactly("stale-reads");
        assertThat(new ClientStory().ok("add", "c", 2L).read("c", 4L).accusers())
                .containsExactly("exactly-once");
        assertThat(new ClientStory()
                        .ok("add", "c", 2L)
                        .fail("add", "c", 7L)
                        .read("c", 9L)
                        .accusers())
                .containsExactly("exactly-once");
    }

    @Test
    void anAddUnderWayMayBeInItOrNot() {
        Begun add = story.begin("add", "c", 2L);
        story.read("c", 2L);
        add.ok(2L);
        assertThat(story.accusers()).isEmpty();
        ClientStory not = new ClientStory();
        Begun late = not.begin("add", "c", 2L);
        not.read("c", null);
        assertThat(late.ok(2L).accusers()).isEmpty();
    }

    @Test
    void whatOnlyGrowsIsNotSeenToFall() {
        story.info("add", "c", 3L).read("c", 3L).read("c", 0L);
        assertThat(story.accusers()).containsExactly("stale-reads");
        assertThat(story.evidence("stale-reads").events()).containsExactly(0L + 2, 3L, 4L, 5L);
        ClientStory together = new ClientStory().info("add", "c", 3L);
        Begun read = together.begin("read", "c", null);
        together.read("c", 3L);
        assertThat(read.ok(0L).accusers()).isEmpty();
    }

    @Test
    void whatIsTakenAwayMayMakeItFall() {
        story.ok("add", "c", 5L).info("add", "c", -2L).read("c", 3L).read("c", 3L);
        assertThat(story.accusers()).isEmpty();
        assertThat(new ClientStory()
                        .ok("add", "c", 5L)
                        .info("add", "c", -2L)
                        .read("c", 2L)
                        .accusers())
                .containsExactly("stale-reads");
        assertThat(new ClientStory()
                        .ok("add", "c", 5L)
                        .ok("add", "c", -2L)
                        .read("c", 5L)
                        .accusers())
                .containsExactly("stale-reads");
    }

    @Test
    void whatIsNoNumberIsNoSum() {
        assertThat(story.ok("add", "c", 5L).read("c", "5").accusers()).containsExactly("exactly-once");
        ClientStory odd = new ClientStory().ok("add", "c", 0.5).read("c", 1L);
        assertThat(odd.accusers()).isEmpty();
        assertThat(odd.verdict("exactly-once").validity()).isEqualTo(Validity.UNKNOWN);
    }
}
