package io.faultline.node.mutants;

import static io.faultline.node.testing.LittleCluster.MS;
import static io.faultline.node.testing.Probe.N1;
import static io.faultline.node.testing.Probe.N2;
import static io.faultline.node.testing.Probe.N3;
import static io.faultline.node.testing.Probe.ask;
import static io.faultline.node.testing.Probe.vote;
import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.node.raft.HardState;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.Message;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.RaftConfig;
import io.faultline.node.raft.RaftRules;
import io.faultline.node.raft.Role;
import io.faultline.node.raft.Timing;
import io.faultline.node.testing.Probe;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For each mutant the smallest script that shows its bug, beside what the paper's rules give. */
class MutantsTest {
    /** What is seen in the end, and what it is under the paper's rules. */
    private record Scene(Object right, Function<RaftRules, Object> seen) {}

    private static final Map<String, Scene> SCENES = new TreeMap<>(Map.ofEntries(
            scene(
                    "E01",
                    List.of(new HardState(1, 2)),
                    rules -> voteFor2(rules).effects().persist()),
            scene(
                    "E02",
                    List.of(new HardState(1, 2)),
                    rules -> voteFor2(rules).effects().persist()),
            scene("E03", List.of(), rules -> voteFor2(rules).effects().persistLate()),
            scene("E04", List.of(), rules -> voteFor2(rules).effects().persistLate()),
            scene(
                    "E05",
                    Role.CANDIDATE,
                    rules -> secondRound(rules).hear(vote(N2, 1)).status().role()),
            scene(
                    "E06",
                    Role.CANDIDATE,
                    rules -> five(rules)
                            .expire()
                            .hear(vote(N2, 1))
                            .hear(vote(N2, 1))
                            .status()
                            .role()),
            scene(
                    "E10",
                    Optional.of(N2),
                    rules -> voteFor2(rules).hear(append(N2, 1)).status().votedFor()),
            scene(
                    "E11",
                    Optional.of(N1),
                    rules -> Probe.fresh(rules).expire().status().votedFor()),
            scene("E12", false, rules -> granted(Probe.leader(rules).hear(ask(N2, 1)))),
            scene(
                    "E13",
                    Role.CANDIDATE,
                    rules -> Probe.fresh(rules).expire().status().role()),
            scene(
                    "E14",
                    5L,
                    rules -> inTerm5(rules).hear(append(N2, 4)).status().term()),
            scene(
                    "E15",
                    Role.FOLLOWER,
                    rules -> Probe.leader(rules)
                            .hear(new Message.AppendReply(N2, 9, 1, false))
                            .status()
                            .role()),
            scene(
                    "E16",
                    Role.FOLLOWER,
                    rules -> Probe.fresh(rules)
                            .expire()
                            .hear(append(N2, 1))
                            .status()
                            .role()),
            scene(
                    "E17",
                    Optional.empty(),
                    rules -> voteFor2(rules).hear(append(N3, 2)).status().votedFor()),
            scene("E18", true, rules -> draws(rules).distinct().count() > 1),
            scene("E19", true, rules -> {
                Probe voter = new Probe(rules, false, new HardState(5, 3), new LogTail(9, 5));
                long deadline = voter.effects().deadline();
                return voter.after(MS).hear(ask(N2, 6)).effects().deadline() == deadline;
            }),
            scene(
                    "E22",
                    Role.CANDIDATE,
                    rules -> Probe.fresh(rules)
                            .expire()
                            .hear(new Message.VoteReply(N2, 1, 1, true, true))
                            .status()
                            .role()),
            scene("D2", true, rules -> granted(Probe.fresh(rules).expire().hear(ask(N2, 2)))),
            scene("D3", true, rules -> granted(voteFor2(rules).hear(ask(N2, 1)))),
            scene(
                    "D4",
                    7L,
                    rules -> Probe.fresh(rules)
                            .expire()
                            .hear(append(N2, 7))
                            .status()
                            .term()),
            scene("D6", Role.LEADER, rules -> {
                Probe denied = Probe.fresh(rules).expire().hear(new Message.VoteReply(N2, 4, 1, false, false));
                while (denied.status().role() != Role.CANDIDATE) {
                    denied.expire();
                }
                return denied.hear(vote(N2, 5)).status().role();
            }),
            scene(
                    "D7",
                    5L,
                    rules -> inTerm5(rules)
                            .hear(new Message.VoteReply(N2, 3, 2, false, false))
                            .status()
                            .term()),
            scene("D8", 2, rules -> Probe.leader(rules).expire().expire().said().size()),
            scene(
                    "D12",
                    Optional.empty(),
                    rules -> Probe.fresh(rules).hear(append(N2, 1)).status().votedFor()),
            scene("D13", true, rules -> {
                Probe leader = Probe.leader(rules).after(2_000 * MS).expire();
                return leader.hear(new Message.AppendReply(N2, 9, 1, false)).untilDeadline() >= 400 * MS;
            })));

    static List<Variant> mutants() {
        return Variants.mutants();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void itDoesSomethingElseThanThePaperSays(Variant mutant) {
        Scene scene = SCENES.get(mutant.id());
        assertThat(scene).as("a scene for %s, %s", mutant.id(), mutant.change()).isNotNull();
        assertThat(scene.seen().apply(new RaftRules()))
                .as("under the paper's rules")
                .isEqualTo(scene.right());
        assertThat(scene.seen().apply(mutant.rules().get())).as(mutant.change()).isNotEqualTo(scene.right());
    }

    @Test
    void controlsDoWhatThePaperSaysInEveryScene() {
        for (Variant control : Variants.controls()) {
            SCENES.forEach((id, scene) -> {
                boolean flushesAgain = control.id().equals("K3") && scene.right() instanceof List<?>;
                if (!flushesAgain) {
                    assertThat(scene.seen().apply(control.rules().get()))
                            .as("%s in the scene of %s", control.id(), id)
                            .isEqualTo(scene.right());
                }
            });
        }
    }

    @Test
    void theControlThatFlushesTwiceFlushesTheSame() {
        Probe probe = voteFor2(Variants.named("K3").orElseThrow().rules().get());
        HardState voted = new HardState(1, 2);
        assertThat(probe.effects().persist()).containsExactly(voted, voted);
        assertThat(probe.effects().persistLate()).containsExactly(voted);
    }

    @Test
    void theControlWithLateTimeoutsStaysInTheInterval() {
        RaftRules rules = Variants.named("K4").orElseThrow().rules().get();
        assertThat(draws(rules).boxed().toList())
                .allSatisfy(timeout -> assertThat(timeout).isBetween(500 * MS, 600 * MS - 1));
    }

    @Test
    void aVariantKeepsThePreVoteThatWasSwitchedOffAndStretchesAllIntervals() {
        RaftConfig standard = new RaftConfig(N1, List.of(N1, N2, N3), Timing.DEFAULT, true);
        RaftConfig slow = Variants.named("K2").orElseThrow().configure(standard);
        assertThat(slow.timing()).isEqualTo(Timing.ofMillis(4000, 6000, 1000, 500));
        assertThat(slow.preVote()).isTrue();
        assertThat(Variants.named("K1").orElseThrow().configure(standard).preVote())
                .isFalse();
        RaftConfig without = new RaftConfig(N1, List.of(N1, N2, N3), Timing.DEFAULT, false);
        assertThat(Variants.named("K2").orElseThrow().configure(without).preVote())
                .isFalse();
    }

    @Test
    void everyIdIsThereOnce() {
        assertThat(Variants.all()).extracting(Variant::id).doesNotHaveDuplicates();
        assertThat(Variants.named("E99")).isEmpty();
        assertThat(SCENES.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Variants.mutants().stream().map(Variant::id).toList());
    }

    private static Map.Entry<String, Scene> scene(String id, Object right, Function<RaftRules, Object> seen) {
        return Map.entry(id, new Scene(right, seen));
    }

    private static Probe voteFor2(RaftRules rules) {
        return Probe.fresh(rules).hear(ask(N2, 1));
    }

    private static Probe inTerm5(RaftRules rules) {
        return new Probe(rules, false, new HardState(5, 0), LogTail.EMPTY);
    }

    private static Probe five(RaftRules rules) {
        return new Probe(5, rules, false, HardState.INITIAL, LogTail.EMPTY);
    }

    /** A candidate in term 2 whose first campaign, in term 1, came to nothing. */
    private static Probe secondRound(RaftRules rules) {
        Probe probe = Probe.fresh(rules);
        while (probe.status().term() < 2) {
            probe.expire();
        }
        return probe;
    }

    private static Message append(NodeId leader, long term) {
        return new Message.AppendEntries(leader, term);
    }

    private static boolean granted(Probe probe) {
        return ((Message.VoteReply) probe.reply()).granted();
    }

    private static LongStream draws(RaftRules rules) {
        SplittableRandom random = new SplittableRandom(1);
        return LongStream.generate(() -> rules.electionTimeout(Timing.DEFAULT, random))
                .limit(100);
    }
}
