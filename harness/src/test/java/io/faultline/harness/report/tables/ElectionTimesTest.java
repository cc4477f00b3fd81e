package io.faultline.harness.report.tables;

import static io.faultline.harness.report.Story.MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.harness.report.Story;
import io.faultline.harness.report.tables.ElectionTimes.Gap;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ElectionTimesTest {
    private final Story story = new Story("n1", "n2", "n3");

    @Test
    void theFirstGapEndsWhenAMajorityFollows() {
        started();
        story.at(450).preCandidate("n1", 0).at(460).candidate("n1", 1).votes("n2", "n1", 1);
        story.at(465).leads("n1", 1, "n1", "n2");
        story.at(470)
                .follows("n2", "n1", 1)
                .at(480)
                .follows("n3", "n1", 1)
                .at(900)
                .phase("end");

        assertThat(said()).containsExactly("0–470, won by n1 after 15");
    }

    @Test
    void aCrashedLeaderLeavesAGapUntilTheNext() {
        led();
        story.at(1_000).down("n1");
        story.at(1_500).candidate("n2", 2).at(1_520).leads("n2", 2, "n2", "n3").follows("n3", "n2", 2);
        story.at(2_000).phase("end");

        assertThat(said()).containsExactly("0–10, won by n1", "1000–1520, won by n2 after 20");
    }

    @Test
    void aPausedLeaderThatWakesInTimeEndsItsGapWithoutAnElection() {
        led();
        story.at(1_000).paused("n1").at(1_200).paused().at(2_000).phase("end");

        assertThat(said()).containsExactly("0–10, won by n1", "1000–1200, no election");
    }

    @Test
    void aMajorityIsEnoughAndOneFollowerLessIsNot() {
        led();
        story.at(1_000).down("n3");
        story.at(1_100).down("n2", "n3");
        story.at(2_000).phase("end");

        assertThat(said()).containsExactly("0–10, won by n1", "1100–2000, no election");
    }

    @Test
    void theFollowerWhoseCandidacyEndsTheMajorityIsTheFirstCandidate() {
        led();
        story.at(900).down("n3");
        story.at(1_000).preCandidate("n2", 1).at(1_030).candidate("n2", 2);
        story.at(1_050)
                .leads("n2", 2, "n1", "n2")
                .follows("n1", "n2", 2)
                .at(2_000)
                .phase("end");

        assertThat(said()).containsExactly("0–10, won by n1", "1000–1050, won by n2 after 50");
    }

    @Test
    void oldFollowersDoNotMakeAStaleLeader() {
        led();
        story.at(1_000).votes("n2", "n3", 2).votes("n3", "n3", 2);
        story.at(2_000).phase("end");

        assertThat(said()).containsExactly("0–10, won by n1", "1000–2000, no election");
    }

    @Test
    void percentilesAreValuesThatOccurred() {
        List<Long> sorted = LongStream.rangeClosed(1, 10).boxed().toList();
        assertThat(ElectionTable.percentile(sorted, 50)).isEqualTo(5);
        assertThat(ElectionTable.percentile(sorted, 90)).isEqualTo(9);
        assertThat(ElectionTable.percentile(sorted, 99)).isEqualTo(10);
        assertThat(ElectionTable.percentile(List.of(7L), 50)).isEqualTo(7);
    }

    private void started() {
        story.at(0).starts("n1", 0).starts("n2", 0).starts("n3", 0);
    }

    private void led() {
        started();
        story.at(10).leads("n1", 1, "n1", "n2").follows("n2", "n1", 1).follows("n3", "n1", 1);
    }

    private List<String> said() {
        return ElectionTimes.of(story.told()).stream()
                .map(ElectionTimesTest::said)
                .toList();
    }

    private static String said(Gap gap) {
        return gap.from() / MS + "–" + gap.to() / MS
                + (gap.won() == null ? ", no election" : ", won by " + gap.won().node())
                + (gap.campaign() < 0 ? "" : " after " + gap.campaign() / MS);
    }
}
