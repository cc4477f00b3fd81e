package io.faultline.harness.report.words;

import static io.faultline.harness.report.Story.MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.Condition;
import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.FaultPhase;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.Link;
import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.LogTail;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.OperationEvent;
import io.faultline.checkers.history.OperationType;
import io.faultline.checkers.history.Role;
import io.faultline.checkers.history.SnapshotPoint;
import io.faultline.harness.report.Story;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    private static final ConditionText CONDITIONS = new ConditionText(List.of("n1", "n2", "n3"));

    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "999, 999 ns",
        "1000, 1 µs",
        "850999, 850 µs",
        "3946458, 3.9 ms",
        "2000000, 2 ms",
        "412999999, 412 ms",
        "2210000000, 2.21 s",
        "42000000000, 42 s",
        "60000000000, 1 min",
        "200000000000, 3 min 20 s",
        "-412000000, -412 ms"
    })
    void spansHaveTheUnitThatSuitsThem(long nanos, String text) {
        assertThat(Times.span(nanos)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.000000 s", "12345678901, 12.345678 s", "1000, 0.000001 s", "-1500000, -0.001500 s"})
    void momentsAreToTheMicrosecond(long nanos, String text) {
        assertThat(Times.moment(nanos)).isEqualTo(text);
    }

    @Test
    void theSmallestNumberIsNoTrouble() {
        assertThat(Times.span(Long.MIN_VALUE)).startsWith("-153722867 min");
        assertThat(Times.moment(Long.MIN_VALUE)).startsWith("-9223372036.8");
    }

    @Test
    void longTextsAreCutAndSaySo() {
        assertThat(Clip.to(5, "12345")).isEqualTo("12345");
        assertThat(Clip.to(5, "1234567")).isEqualTo("12345… (2 more characters)");
        assertThat(Clip.to(2, "a𝄞b")).isEqualTo("a… (3 more characters)");
        assertThat(Clip.name(4, "abcdef")).isEqualTo("abc…");
    }

    @Test
    void treesAreShortSentences() {
        Map<String, Object> target = new LinkedHashMap<>();
        target.put("who", "random");
        target.put("count", 2L);
        target.put("order", List.of("n3", "n1", "n2"));
        Map<String, Object> fault = new LinkedHashMap<>();
        fault.put("kind", "crash-point");
        fault.put("target", target);
        fault.put("downNanos", 27_755_000L);
        fault.put("links", List.of(List.of("n1", "n2"), List.of("n2", "n1")));
        assertThat(TreeText.entries(fault, "kind"))
                .isEqualTo("target (random, count 2, order n3 n1 n2), down 27 ms, n1→n2, n2→n1");
        assertThat(TreeText.of(Map.of("which", "all"))).isEqualTo("all");
        assertThat(TreeText.of(List.of())).isEqualTo("none");
        assertThat(TreeText.of(Arrays.asList(null, true, 1.5))).isEqualTo("null true 1.5");
    }

    @Test
    void manyLinksAreCounted() {
        List<Object> links = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            links.add(List.of("n" + i, "n0"));
        }
        assertThat(TreeText.of(links)).startsWith("20 links: n0→n0, n1→n0,").endsWith("n5→n0, …");
    }

    @Test
    void measuresAreReadByTheirNames() {
        assertThat(MeasureText.name("longestTimeToLeader")).isEqualTo("longest time to leader");
        assertThat(MeasureText.value("longestTimeToLeader", 3_946_458L)).isEqualTo("3.9 ms");
        assertThat(MeasureText.value("candidacies", 3_946_458L)).isEqualTo("3946458");
        assertThat(MeasureText.value("termsPerMinute", 10.0)).isEqualTo("10");
        assertThat(MeasureText.value("termsPerMinute", 2.3456)).isEqualTo("2.35");
        assertThat(MeasureText.value("medianTimeToLeader", null)).isEqualTo("none");
    }

    @Test
    void cutsAreToldAsTheGroupsTheyLeave() {
        assertThat(cut("n1→n2", "n2→n1", "n1→n3", "n3→n1")).isEqualTo("n1 | n2 n3");
        assertThat(cut("n1→n2", "n2→n1", "n1→n3", "n3→n1", "n2→n3", "n3→n2")).isEqualTo("n1 | n2 | n3");
        assertThat(cut("n1→n2", "n1→n3")).isEqualTo("nobody hears n1");
        assertThat(cut("n2→n1", "n3→n1")).isEqualTo("n1 hears nobody");
        assertThat(cut("n2→n3", "n3→n2")).isEqualTo("n2→n3, n3→n2");
        assertThat(cut()).isEmpty();
        assertThat(cut("clients→n2", "n1→clients", "n3→clients")).isEqualTo("requests to n2, replies of n1 n3");
        assertThat(cut("n1→n2", "n2→n1", "n1→n3", "n3→n1", "clients→n1", "clients→n2", "clients→n3"))
                .isEqualTo("n1 | n2 n3, all requests");
    }

    @Test
    void aConditionSaysEverythingThatIsWrong() {
        Condition condition = new Condition(
                List.of("n2"), List.of("n3"), List.of(), List.of(new Link("n1", "n2")), List.of("n1", "n3"));
        assertThat(CONDITIONS.of(condition)).isEqualTo("down n2; paused n3; degraded n1→n2; impaired n1 n3");
        assertThat(CONDITIONS.of(Condition.CALM)).isEqualTo("nothing is wrong");
    }

    @Test
    void eachKindOfEventHasItsWords() {
        Story story = new Story("n1", "n2", "n3").at(5);
        story.starts("n1", 1).candidate("n1", 2).votes("n2", "n1", 2).leads("n1", 2, "n1", "n2");
        story.follows("n2", "n1", 2).follows("n1", null, 3).preCandidate("n3", 3);
        story.says("n3", 3, Role.FOLLOWER, new NodeFact.VoteRefused("n1", 2, LogTail.EMPTY));
        story.says("n3", 3, Role.FOLLOWER, new NodeFact.TimeoutDrawn(512 * MS));
        story.says("n3", 3, Role.LEADER, new NodeFact.RpcRate("n2", "append-entries", 12, 1_000 * MS, 10));
        story.says("n3", 3, Role.FOLLOWER, new NodeFact.StorageFailed("torn at byte 40"));
        story.says("n3", 3, Role.FOLLOWER, new NodeFact.UnknownFact("log-read", Map.of("to", 12)));
        story.says("n3", 3, Role.FOLLOWER, new LogFact.Appended(7, List.of(2L, 3L), List.of("d7", "d8")));
        story.says("n3", 3, Role.FOLLOWER, new LogFact.Truncated(8));
        story.says("n3", 3, Role.FOLLOWER, new LogFact.Committed(7));
        story.says("n3", 3, Role.FOLLOWER, new LogFact.Applied(7, List.of("s7")));
        story.says("n3", 3, Role.FOLLOWER, new LogFact.SnapshotTaken(new SnapshotPoint(7, 2, "s7")));
        story.says("n3", 3, Role.FOLLOWER, new LogFact.ConfigChanged(8, List.of("n1", "n2"), List.of("n3")));
        story.fault(7, FaultPhase.BEGIN, "kind", "loss", "probability", 0.5)
                .down("n2")
                .phase("final");

        assertThat(said(story.told()))
                .containsExactly(
                        "n1 | started | members n1 n2 n3, log ends at 0 of term 0 · term 1, follower",
                        "n1 | term-changed | term 2, candidate",
                        "n1 | candidate | term 2, candidate",
                        "n1 | vote-granted | votes for itself · term 2, candidate",
                        "n2 | vote-granted | votes for n1 · term 2, follower",
                        "n1 | leader | elected by n1 n2 · term 2, leader",
                        "n2 | follower | follows n1 · term 2, follower",
                        "n1 | follower | knows no leader, was leader · term 3, follower",
                        "n3 | pre-candidate | term 3, pre-candidate",
                        "n3 | vote-refused | refuses n1, which asked in term 2 · term 3, follower",
                        "n3 | timeout-drawn | 512 ms · term 3, follower",
                        "n3 | rpc-rate | 12 append-entries to n2 within 1 s, 10 allowed · term 3, leader",
                        "n3 | storage-failed | torn at byte 40 · term 3, follower",
                        "n3 | log-read | to 12 · term 3, follower",
                        "n3 | appended | entries 7 to 8 of terms 2 to 3 · term 3, follower",
                        "n3 | truncated | from entry 8 on · term 3, follower",
                        "n3 | committed | up to 7 · term 3, follower",
                        "n3 | applied | entry 7, state s7 · term 3, follower",
                        "n3 | snapshot-taken | up to 7 of term 2, state s7 · term 3, follower",
                        "n3 | config-changed | of entry 8: voters n1 n2, learners n3 · term 3, follower",
                        "fault 7 | loss begins | probability 0.5",
                        "cluster | condition | down n2",
                        "trial | phase | final");
        assertThat(said(new OperationEvent(0, 0, OperationType.INVOKE, 3, "write", "x", 7)))
                .isEqualTo("process 3 | invoke write | x 7");
    }

    private static List<String> said(History history) {
        return history.events().stream().map(WordsTest::said).toList();
    }

    private static String said(Event event) {
        EventText text = EventText.of(event, CONDITIONS);
        return text.subject() + " | " + text.kind() + " | " + text.details();
    }

    private static String cut(String... links) {
        return CONDITIONS.cut(Arrays.stream(links)
                .map(link -> new Link(link.split("→")[0], link.split("→")[1]))
                .toList());
    }
}
