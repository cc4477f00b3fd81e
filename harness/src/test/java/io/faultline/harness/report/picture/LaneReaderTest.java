package io.faultline.harness.report.picture;

import static io.faultline.harness.report.Story.MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.Role;
import io.faultline.harness.report.Story;
import io.faultline.harness.report.picture.Lane.Kind;
import io.faultline.harness.report.picture.Lane.Pause;
import io.faultline.harness.report.picture.Lane.Stretch;
import io.faultline.harness.report.picture.Lane.TermStep;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneReaderTest {
    private final Story story = new Story("n1", "n2");

    @Test
    void rolesFollowEachOtherWithTheirTerms() {
        story.at(1).starts("n1", 0);
        story.at(400).preCandidate("n1", 0);
        story.at(410).candidate("n1", 1);
        story.at(420).leads("n1", 1, "n1", "n2");
        story.at(900).follows("n1", "n2", 2);
        story.at(1_000).phase("end");

        assertThat(said(lane("n1")))
                .containsExactly(
                        "follower 1–400",
                        "pre-candidate 400–410",
                        "candidate 410–420",
                        "leader 420–900",
                        "follower 900–1000 open");
        assertThat(lane("n1").stretches().get(3)).isEqualTo(new Stretch(420 * MS, 900 * MS, Kind.LEADER, 1, 5, false));
        assertThat(lane("n1").terms()).containsExactly(new TermStep(410 * MS, 1, 2), new TermStep(900 * MS, 2, 6));
    }

    @Test
    void aCandidateThatStandsAgainBeginsAnew() {
        story.at(10).candidate("n1", 1);
        story.at(500).candidate("n1", 2);
        story.at(600).phase("end");

        assertThat(said(lane("n1"))).containsExactly("candidate 10–500", "candidate 500–600 open");
    }

    @Test
    void aFollowerStaysOneStretchWhenItsTermRises() {
        story.at(0).starts("n1", 1);
        story.at(10).votes("n1", "n2", 2).at(20).follows("n1", "n2", 3);
        story.at(30).phase("end");

        assertThat(said(lane("n1"))).containsExactly("follower 0–30 open");
        assertThat(lane("n1").terms()).extracting(TermStep::term).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aCrashLastsFromTheConditionToTheNextStart() {
        story.at(0).starts("n1", 1);
        story.at(100).down("n1");
        story.at(200).down();
        story.at(210).starts("n1", 1);
        story.at(300).phase("end");

        assertThat(said(lane("n1"))).containsExactly("follower 0–100", "down 100–210", "follower 210–300 open");
    }

    @Test
    void linesReadAfterADeathDoNotBringTheNodeBack() {
        story.at(0).starts("n1", 1);
        story.at(100).down("n1");
        story.at(101).says("n1", 1, Role.CANDIDATE, new NodeFact.Candidate());
        story.at(300).phase("end");

        assertThat(said(lane("n1"))).containsExactly("follower 0–100", "down 100–300 open");
    }

    @Test
    void anotherNodesConditionDoesNotTakeAStartedNodeDownAgain() {
        story.at(0).starts("n1", 1).starts("n2", 1);
        story.at(100).down("n1");
        story.at(110).starts("n1", 1);
        story.at(120).down("n1", "n2");
        story.at(200).phase("end");

        assertThat(said(lane("n1"))).containsExactly("follower 0–100", "down 100–110", "follower 110–200 open");
    }

    @Test
    void aNodeThatStopsOrWhoseDiskFailsIsDown() {
        story.at(0).starts("n1", 1).starts("n2", 1);
        story.at(10).says("n1", 1, Role.FOLLOWER, new NodeFact.Stopped());
        story.at(20).says("n2", 1, Role.FOLLOWER, new NodeFact.StorageFailed("torn"));
        story.at(30).phase("end");

        List<Lane> lanes = LaneReader.read(story.told(), List.of("n1", "n2"));
        assertThat(said(lanes.get(0))).containsExactly("follower 0–10", "down 10–30 open");
        assertThat(said(lanes.get(1))).containsExactly("follower 0–20", "down 20–30 open");
    }

    @Test
    void aPausedNodeKeepsItsRole() {
        story.at(0).starts("n1", 1);
        story.at(50).leads("n1", 2, "n1", "n2");
        story.at(100).paused("n1").at(200).paused().at(300).paused("n1");
        story.at(400).phase("end");

        assertThat(said(lane("n1"))).containsExactly("follower 0–50", "leader 50–400 open");
        assertThat(lane("n1").pauses())
                .containsExactly(new Pause(100 * MS, 200 * MS, 2, false), new Pause(300 * MS, 400 * MS, 4, true));
    }

    @Test
    void aLeaderForNoTimeAtAllIsStillALeader() {
        story.at(10).leads("n1", 1, "n1", "n2").follows("n1", "n2", 2);
        story.at(20).phase("end");

        assertThat(said(lane("n1"))).containsExactly("leader 10–10", "follower 10–20 open");
    }

    @Test
    void aSystemWithoutNodeEventsIsUpOrDown() {
        story.at(10).down("n1").at(20).down().at(30).phase("end");

        assertThat(said(lane("n1"))).containsExactly("up 0–10", "down 10–20", "up 20–30 open");
    }

    private Lane lane;

    private Lane lane(String node) {
        if (lane == null) {
            lane = LaneReader.read(story.told(), List.of(node)).get(0);
        }
        return lane;
    }

    private static List<String> said(Lane lane) {
        return lane.stretches().stream()
                .map(stretch -> stretch.kind().word() + " " + stretch.from() / MS + "–" + stretch.to() / MS
                        + (stretch.open() ? " open" : ""))
                .toList();
    }
}
