package io.faultline.node.raft;

import static io.faultline.node.testing.LittleCluster.MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.node.mutants.Variants;
import io.faultline.node.testing.LittleCluster;
import io.faultline.node.testing.Word;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that may go wrong, at random and at once, on clusters of five; a seed names a run. */
class ChaosTest {
    private static final int RUNS = 60;

    /** Five seconds or so of faults; then all is healed, and the cluster has to come to rest. */
    private static final class Run {
        private final String what;
        private final SplittableRandom random;
        private final LittleCluster cluster;
        private final SafetyWatch watch;
        private final Map<Long, Long> ackedWhenRead = new TreeMap<>();
        private final int faults;
        private long id;

        Run(long seed, RaftRules rules) {
            what = "seed " + seed;
            random = new SplittableRandom(seed);
            Features.ReadMode[] modes = Features.ReadMode.values();
            Features features = Features.DEFAULT
                    .withPreVote(random.nextInt(4) > 0)
                    .withCheckQuorum(random.nextInt(4) > 0)
                    .withReads(modes[random.nextInt(modes.length)])
                    .withLimits(new Features.Limits(1 + random.nextInt(5), 200, 1 + random.nextInt(4), 99, 7, 40));
            cluster = new LittleCluster(5, seed, Timing.DEFAULT, features, rules);
            if (random.nextBoolean()) {
                cluster.voters(NodeId.of(1), NodeId.of(2), NodeId.of(3));
            }
            watch = new SafetyWatch(cluster, what);
            faults = 5 + random.nextInt(40);
            int loss = random.nextInt(12);
            int copies = random.nextInt(12);
            int late = random.nextInt(12);
            cluster.links(message -> {
                long delay = MS / 2 + random.nextLong(3 * MS) + (chance(late) ? random.nextLong(60 * MS) : 0);
                return chance(loss)
                        ? new long[0]
                        : chance(copies) ? new long[] {delay, delay + random.nextLong(900 * MS)} : new long[] {delay};
            });
            if (random.nextInt(4) > 0) {
                cluster.turns(() -> random.nextLong(4 * MS));
            }
        }

        /** True with that many percent. */
        private boolean chance(int percent) {
            return random.nextInt(100) < percent;
        }

        void play() {
            cluster.startAll();
            for (int i = 0; i < 200; i++) {
                if (chance(faults)) {
                    fault();
                }
                for (int n = random.nextInt(4); n > 0; n--) {
                    request();
                }
                cluster.run(random.nextLong(50 * MS));
            }
            heal();
            judge();
        }

        private NodeId anyone() {
            return cluster.members().get(random.nextInt(5));
        }

        /** Mostly one that leads, or believes so. */
        private NodeId leaderOrAnyone() {
            List<NodeId> leaders = cluster.members().stream()
                    .filter(node ->
                            cluster.isRunning(node) && cluster.status(node).role() == Role.LEADER)
                    .toList();
            return leaders.isEmpty() || chance(20) ? anyone() : leaders.get(random.nextInt(leaders.size()));
        }

        private void fault() {
            NodeId node = chance(60) ? leaderOrAnyone() : anyone();
            switch (random.nextInt(16)) {
                case 0 -> cluster.crash(node);
                case 1, 2 -> cluster.crashWhenWriting(node, random.nextInt(4));
                case 3 -> cluster.pause(node);
                case 4, 5, 6 -> cluster.isolate(node);
                case 7, 8 -> cluster.cut(node, anyone());
                case 9, 10 -> cluster.healAll();
                case 11, 12 -> cluster.members().forEach(this::bringBack);
                default -> bringBack(node);
            }
        }

        private void bringBack(NodeId node) {
            if (!cluster.isRunning(node)) {
                cluster.start(node);
            }
            cluster.resume(node);
        }

        private void request() {
            id++;
            NodeId node = leaderOrAnyone();
            if (chance(8)) {
                Input.Change[] changes = Input.Change.values();
                cluster.ask(node, new Input.Reconfigure(id, changes[random.nextInt(changes.length)], anyone()));
            } else if (chance(25)) {
                ackedWhenRead.put(id, lastAcknowledged());
                cluster.ask(node, new Input.Read(id, new Word("r" + id)));
            } else {
                cluster.ask(node, new Input.Propose(id, new Word("w" + id)));
            }
        }

        private long lastAcknowledged() {
            long last = 0;
            for (Answer answer : cluster.answers.values()) {
                last = answer instanceof Answer.Done done ? Math.max(last, done.index()) : last;
            }
            return last;
        }

        private void heal() {
            cluster.healAll();
            cluster.spareAll();
            cluster.links(message -> new long[] {MS});
            cluster.members().forEach(this::bringBack);
            long before = watch.lastCommitted();
            for (int i = 0; i < 100; i++) {
                cluster.run(100 * MS);
                long last = ++id;
                if (cluster.leader() != null) {
                    cluster.ask(cluster.leader(), new Input.Propose(last, new Word("w" + last)));
                    cluster.run(300 * MS);
                    if (cluster.answers.get(last) instanceof Answer.Done) {
                        assertThat(watch.lastCommitted()).as(what).isGreaterThan(before);
                        return;
                    }
                }
            }
            throw new AssertionError(what + ": nothing is committed after all is well: "
                    + cluster.members().stream().map(cluster::status).toList());
        }

        private void judge() {
            assertThat(cluster.await(10_000 * MS, c -> isAtRest()))
                    .as("%s: all members come to the same words", what)
                    .isTrue();
            NodeId leader = cluster.leader();
            List<String> words = cluster.words(leader);
            assertThat(new HashSet<>(words)).as("%s: each word once", what).hasSize(words.size());
            for (NodeId node : cluster.members()) {
                assertThat(words.subList(
                                0, Math.min(words.size(), cluster.words(node).size())))
                        .as("%s: words of %s, a beginning", what, node)
                        .isEqualTo(cluster.words(node));
            }
            for (Answer answer : cluster.answers.values()) {
                told(answer, words);
            }
        }

        private boolean isAtRest() {
            NodeId leader = cluster.leader();
            if (leader == null) {
                return false;
            }
            NodeStatus status = cluster.status(leader);
            return status.applied() == status.log().index()
                    && status.configuration().all().toList().stream()
                            .allMatch(node -> cluster.status(node).applied() == status.applied()
                                    && cluster.words(node).equals(cluster.words(leader)));
        }

        private void told(Answer answer, List<String> words) {
            String word = "w" + answer.id();
            Long acked = ackedWhenRead.get(answer.id());
            if (acked != null && answer instanceof Answer.Done read) {
                assertThat(read.index())
                        .as("%s: %s is up to date", what, answer.id())
                        .isGreaterThanOrEqualTo(acked);
            } else if (answer instanceof Answer.Done) {
                assertThat(words).as("%s: acknowledged", what).contains(word);
            } else if (!(answer instanceof Answer.Unknown)) {
                assertThat(words).as("%s: %s", what, answer).doesNotContain(word);
            }
        }
    }

    /** In five parts, so that one that fails does not keep the others from being looked at. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void whateverGoesWrongTheLogIsOneAndNothingAcknowledgedIsLost(int part) {
        for (long seed = (long) part * RUNS; seed < (part + 1L) * RUNS; seed++) {
            new Run(seed, new RaftRules()).play();
        }
    }

    /** One of each kind of rule; what these runs seldom reach is for the campaigns over mutants. */
    @ParameterizedTest
    @ValueSource(strings = {"E13", "R03", "R04", "S03", "S05", "C04", "C06", "C09", "C10"})
    void aNodeThatBreaksARuleIsFoundOut(String mutant) {
        RaftRules broken = Variants.named(mutant).orElseThrow().rules().get();
        for (long seed = 0; seed < 30; seed++) {
            try {
                new Run(seed, broken).play();
            } catch (AssertionError found) {
                return;
            }
        }
        throw new AssertionError(mutant + " was not found out in 30 runs");
    }

    @Test
    void theRunsReachWhatTheyAreMeantToReach() {
        TreeMap<String, Integer> seen = new TreeMap<>();
        for (long seed = 1000; seed < 1020; seed++) {
            Run run = new Run(seed, new RaftRules());
            run.play();
            run.cluster.reported.forEach(
                    report -> seen.merge(report.fact().getClass().getSimpleName(), 1, Integer::sum));
            run.cluster
                    .answers
                    .values()
                    .forEach(answer -> seen.merge(answer.getClass().getSimpleName(), 1, Integer::sum));
        }
        for (String kind : List.of(
                "Truncated",
                "SnapshotTaken",
                "SnapshotInstalled",
                "ConfigChanged",
                "Changed",
                "Done",
                "NotLeader",
                "Refused",
                "Unknown")) {
            assertThat(seen.getOrDefault(kind, 0)).as("%s in %s", kind, seen).isGreaterThan(9);
        }
    }
}
