package io.faultline.node.mutants;

import static io.faultline.node.testing.LittleCluster.MS;
import static io.faultline.node.testing.Probe.N1;
import static io.faultline.node.testing.Probe.N2;
import static io.faultline.node.testing.Probe.N3;
import static io.faultline.node.testing.Probe.ask;
import static io.faultline.node.testing.Probe.vote;
import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.node.kv.KeyValueStore;
import io.faultline.node.kv.KvCommand;
import io.faultline.node.kv.KvOperation;
import io.faultline.node.kv.KvResult;
import io.faultline.node.kv.Session;
import io.faultline.node.raft.Configuration;
import io.faultline.node.raft.HardState;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.Message;
import io.faultline.node.raft.Message.AppendReply;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.NodeSet;
import io.faultline.node.raft.RaftConfig;
import io.faultline.node.raft.RaftRules;
import io.faultline.node.raft.Role;
import io.faultline.node.raft.StateMachine;
import io.faultline.node.raft.Stored;
import io.faultline.node.raft.Timing;
import io.faultline.node.testing.Probe;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For each mutant the smallest script that shows its bug, beside what the paper's rules give. */
class MutantsTest {
    private static final AppendReply HOLDS_4 = new AppendReply(N2, 1, 1, true, 3, 4, 0, 1);
    private static final AppendReply REFUSES = new AppendReply(N2, 1, 1, false, 5, 3, 0, 1);
    private static final KvCommand WRITE = new KvCommand(new KvOperation.Write("x", 1L), new Session("c", 1));
    private static final KvCommand CAS = new KvCommand(new KvOperation.CompareAndSet("x", null, 2L), null);

    /** Those whose difference is in the state machine; its own tests show them. */
    private static final Set<String> OF_SERVICE = Set.of("S04", "C07");

    /** A control by what can be seen of a whole node, though its rule is not the paper's. */
    private static final String EQUIVALENT = "R10";

    /** What is seen in the end, and what it is under the paper's rules. */
    private record Scene(Object right, Function<RaftRules, Object> seen) {}

    private static final Map<String, Scene> SCENES = new TreeMap<>(Map.ofEntries(
            scene(
                    "E01",
                    List.of(Probe.written(1, 2)),
                    rules -> voteFor2(rules).effects().persist()),
            scene(
                    "E02",
                    List.of(Probe.written(1, 2)),
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
                            .hear(Probe.heard(N2, 9, 1, false))
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
                return leader.hear(Probe.heard(N2, 9, 1, false)).untilDeadline() >= 400 * MS;
            }),
            scene("E07", false, rules -> rules.isUpToDate(LogTail.EMPTY, new LogTail(1, 1))),
            scene("E08", true, rules -> rules.isUpToDate(new LogTail(1, 2), new LogTail(9, 1))),
            scene("E09", false, rules -> rules.isUpToDate(new LogTail(1, 2), new LogTail(2, 2))),
            scene("E20", true, rules -> rules.refusedEntriesResetTimer()),
            scene("E23", true, rules -> rules.deposedLeaderStopsAppending()),
            scene("E24", false, rules -> rules.leaseHolds(10 * MS, 0, 9 * MS, 5 * MS)),
            scene("D5", true, rules -> rules.goesOnAfterPause(1_000 * MS, Timing.DEFAULT)),
            scene("D14", new LogTail(3, 2), rules -> rules.toldLog(new LogTail(3, 2))),
            scene("D18", false, rules -> rules.refusalEndsCandidacy()),
            scene("D19", 4L, rules -> rules.matchAfterReply(HOLDS_4, 2, 6, 9)),
            scene("D20", 4L, rules -> rules.matchAfterReply(HOLDS_4, 2, 6, 9)),
            scene(
                    "D21",
                    1,
                    rules -> rules.persistPlan(HardState.INITIAL, new HardState(1, 0))
                            .first()
                            .size()),
            scene("R01", false, rules -> rules.commitsByCounting(2, 3)),
            scene("R02", false, rules -> rules.truncates(false)),
            scene("R03", true, rules -> rules.dropsTail()),
            scene("R04", false, rules -> rules.matchesPrevious(1, new LogTail(5, 2))),
            scene("R05", 5L, rules -> rules.followerCommit(9, 5, 8)),
            scene("R06", 7L, rules -> rules.nextCommit(7, 5)),
            scene("R07", 1L, rules -> rules.matchAfterReply(REFUSES, 1, 6, 9)),
            scene("R08", false, rules -> rules.countsAppendReply(2, 3)),
            scene("R09", true, rules -> rules.logIsDurableFirst()),
            scene("R10", 3L, rules -> rules.ownMatch(3, 5)),
            scene("R11", false, rules -> rules.goesOnAfterFailedWrite()),
            scene("R12", false, rules -> rules.storesEntriesOfOlderLeader(Role.LEADER)),
            scene("R13", 4L, rules -> rules.matchAfterReply(HOLDS_4, 2, 6, 9)),
            scene("R15", 3L, rules -> rules.nextAfterRefusal(REFUSES, 0)),
            scene("R16", true, rules -> rules.heartbeatReplyCounts()),
            scene(
                    "R17",
                    3,
                    rules -> rules.recovered(Stored.endingAt(new LogTail(3, 1)), true)
                            .entries()
                            .size()),
            scene("S01", true, rules -> rules.keepsSuffix(true)),
            scene("S02", false, rules -> rules.keepsSuffix(false)),
            scene("S03", 7L, rules -> rules.snapshotLabel(7)),
            scene("S05", true, rules -> rules.skipsWhatSnapshotHolds(LogTail.EMPTY)),
            scene("S06", true, rules -> rules.replacesSnapshotAtOnce()),
            scene("C01", true, rules -> rules.readNeedsRound()),
            scene("C02", true, rules -> rules.readNeedsOwnCommit()),
            scene("C03", false, rules -> rules.leaseHolds(10 * MS, 0, 9 * MS, 5 * MS)),
            scene("C04", false, rules -> rules.followerAnswersReads()),
            scene("C05", Optional.empty(), rules -> rules.answerWhenAppended(WRITE, new KeyValueStore())),
            scene("C06", false, rules -> rules.answersWaiter(2, 3)),
            scene("C08", WRITE, rules -> sentTwice(rules)),
            scene("C09", true, rules -> rules.outcomeOfLostIsUnknown()),
            scene("C10", 3L, rules -> rules.appliesUpTo(3, 5)),
            scene("C11", CAS, rules -> rules.proposed(CAS, new KeyValueStore())),
            scene("M01", true, rules -> rules.changeNeedsOwnCommit()),
            scene("M02", true, rules -> rules.changesOneAtATime()),
            scene("M04", true, rules -> rules.removedConfigurationEnds()),
            scene("M06", true, rules -> rules.removedKeepsItsLog()),
            scene("M05", false, rules -> rules.voteCounts(Configuration.of(NodeSet.of(N1)), N2)),
            scene(
                    "M07",
                    NodeSet.of(N1),
                    rules -> rules.commitQuorum(new Configuration(NodeSet.of(N1), NodeSet.of(N2))))));

    static List<Variant> mutants() {
        return Variants.all().stream()
                .filter(variant -> variant.isMutant() || variant.id().equals(EQUIVALENT))
                .filter(mutant -> !OF_SERVICE.contains(mutant.id()))
                .toList();
    }

    @Test
    void mutantsOfTheServiceDoNotKnowARequestThatIsSentAgain() {
        for (String id : OF_SERVICE) {
            StateMachine machine = Variants.named(id).orElseThrow().machine(KeyValueStore.SESSION_TTL);
            KvCommand append = new KvCommand(new KvOperation.Append("x", 1L), new Session("c", 1));
            machine.apply(1, 0, append);
            StateMachine later = Variants.named(id).orElseThrow().machine(KeyValueStore.SESSION_TTL);
            later.restore(machine.snapshot());
            later.apply(2, 0, append);
            StateMachine.Result read = later.query(new KvCommand(new KvOperation.Read("x"), null));
            assertThat(read).as(id).isEqualTo(new KvResult.Ok(List.of(1L, 1L)));
        }
    }

    private static Object sentTwice(RaftRules rules) {
        rules.proposed(WRITE, new KeyValueStore());
        return rules.proposed(WRITE, new KeyValueStore());
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
                boolean flushesAgain =
                        control.id().equals("K3") && (scene.right() instanceof List<?> || id.equals("D21"));
                boolean probesByOne = control.id().equals("K6") && id.equals("R15");
                boolean countsEarly = control.id().equals(EQUIVALENT) && id.equals(EQUIVALENT);
                if (!flushesAgain && !probesByOne && !countsEarly) {
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
        assertThat(probe.effects().persist()).containsExactly(Probe.written(1, 2), Probe.written(1, 2));
        assertThat(probe.effects().persistLate()).containsExactly(Probe.written(1, 2));
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
    void aMutantsMendedTwinIsAControlThatHasAllOfItButItsBug() {
        Variant mutant = Variants.named("C03").orElseThrow();
        Variant mended = Variants.named("C03-mended").orElseThrow();
        RaftConfig standard = new RaftConfig(N1, List.of(N1, N2, N3), Timing.DEFAULT, true);
        assertThat(mended.isMutant()).isFalse();
        assertThat(mended.mutant()).isEqualTo("C03").isEqualTo(mutant.mutant());
        assertThat(mended.needs()).isEqualTo(mutant.needs());
        assertThat(mended.configure(standard)).isEqualTo(mutant.configure(standard));
        assertThat(mended.rules().get()).hasSameClassAs(new RaftRules());
        assertThat(Variants.named("K1-mended")).as("a control has no bug").isEmpty();
        assertThat(Variants.named("E99-mended")).isEmpty();
    }

    @Test
    void everyIdIsThereOnce() {
        assertThat(Variants.all()).extracting(Variant::id).doesNotHaveDuplicates();
        assertThat(Variants.named("E99")).isEmpty();
        assertThat(SCENES.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        mutants().stream().map(Variant::id).toList());
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
        return Probe.heartbeat(leader, term);
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
