package io.faultline.node.raft;

import static io.faultline.node.testing.Logs.empty;
import static io.faultline.node.testing.Probe.N2;
import static io.faultline.node.testing.Probe.N3;
import static io.faultline.node.testing.Probe.append;
import static io.faultline.node.testing.Probe.holds;
import static io.faultline.node.testing.Probe.vote;
import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.node.testing.Probe;
import io.faultline.node.testing.Word;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a node reports of one turn. */
class ReportTest {
    private static final Features PLAIN = Features.DEFAULT.withPreVote(false);

    @Test
    void whatSeveralInputsAppendIsToldAsOneBatch() {
        Probe leader = leader().step(propose(1), propose(2), propose(3));
        assertThat(words(leader)).containsExactly("appended 2..4 in [1, 1, 1]");
        Fact.Appended told = (Fact.Appended) leader.effects().events().get(0).fact();
        Probe twin = leader();
        for (int i = 0; i < 3; i++) {
            twin.step(propose(i + 1));
            assertThat(((Fact.Appended) twin.effects().events().get(0).fact()).digests())
                    .containsExactly(told.digests()[i]);
        }
    }

    @Test
    void aCommitAmongThemIsToldBehindThemAndOnce() {
        Probe leader =
                leader().step(propose(1), heard(holds(N2, 1, 1)), propose(2), heard(holds(N2, 1, 2)), propose(3));
        assertThat(words(leader)).containsExactly("appended 2..4 in [1, 1, 1]", "committed 1");
        leader.step(heard(holds(N2, 1, 2)), heard(holds(N3, 1, 4)));
        assertThat(words(leader)).containsExactly("committed 4");
    }

    @Test
    void aCommitIsNeverToldBeforeTheEntryItTellsOf() {
        Probe follower = new Probe(3, new RaftRules(), PLAIN, Stored.NOTHING)
                .hear(append(N2, 1, LogTail.EMPTY, 0, empty(1)))
                .step(heard(append(N2, 1, new LogTail(1, 1), 1)), heard(append(N2, 1, new LogTail(1, 1), 2, empty(1))));
        assertThat(words(follower)).containsExactly("committed 1", "appended 2..2 in [1]", "committed 2");
    }

    @Test
    void whatATurnSaidStaysAsItWasWhenTheNextIsTaken() {
        Probe leader = leader().step(heard(holds(N2, 1, 1))).step(propose(1), propose(2), propose(3));
        Effects said = leader.effects();
        List<Envelope> early = List.copyOf(said.early());
        List<DiskWrite> writes = List.copyOf(said.persist());
        List<NodeEvent> events = List.copyOf(said.events());
        leader.step(propose(4), heard(holds(N2, 1, 4)));
        assertThat(early).isNotEmpty();
        assertThat(said.early()).isEqualTo(early);
        assertThat(said.persist()).hasSize(3).isEqualTo(writes);
        assertThat(said.events()).isEqualTo(events);
        assertThat(words(leader)).containsExactly("appended 5..5 in [1]", "committed 4");
    }

    @Test
    void nothingIsToldTogetherAcrossARemovalOrAnyOtherWord() {
        Probe follower = new Probe(3, new RaftRules(), PLAIN, Stored.NOTHING)
                .hear(append(N2, 1, LogTail.EMPTY, 0, empty(1)))
                .step(
                        heard(append(N2, 1, new LogTail(1, 1), 0, empty(1))),
                        heard(append(N3, 2, new LogTail(1, 1), 0, empty(2))),
                        heard(append(N3, 2, new LogTail(2, 2), 0, empty(2))));
        assertThat(words(follower))
                .containsExactly(
                        "appended 2..2 in [1]",
                        "TermChanged",
                        "Follower",
                        "truncated 2",
                        "appended 2..2 in [2]",
                        "TimeoutDrawn",
                        "appended 3..3 in [2]");
    }

    private static Probe leader() {
        return new Probe(3, new RaftRules(), PLAIN, Stored.NOTHING).expire().hear(vote(N2, 1));
    }

    private static Input propose(long id) {
        return new Input.Propose(id, new Word("w" + id));
    }

    private static Input heard(Message message) {
        return new Input.Received(message);
    }

    private static List<String> words(Probe node) {
        return node.effects().events().stream().map(ReportTest::word).toList();
    }

    private static String word(NodeEvent event) {
        if (event.fact() instanceof Fact.Appended appended) {
            long last = appended.from() + appended.digests().length - 1;
            return "appended " + appended.from() + ".." + last + " in " + Arrays.toString(appended.terms());
        } else if (event.fact() instanceof Fact.Committed committed) {
            return "committed " + committed.index();
        } else if (event.fact() instanceof Fact.Truncated truncated) {
            return "truncated " + truncated.from();
        }
        return event.fact().getClass().getSimpleName();
    }
}
