package io.faultline.harness.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.HistoryRecorder;
import io.faultline.checkers.history.json.NodeLine;
import io.faultline.harness.members.MembersTold;
import io.faultline.node.process.NodeLines;
import io.faultline.node.raft.Configuration;
import io.faultline.node.raft.Fact;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.NodeEvent;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.NodeSet;
import io.faultline.node.raft.Role;
import io.faultline.node.raft.Timing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Goal: a checker is told the same of a node in a container and of one in the simulator.
 *
 * <p>Method: facts of every kind go both ways, as a line that is read back and through {@link ToldEvents}. Numbers are
 * drawn so that digests with a sign bit and with leading zeros are among them.
 */
class NodeLinesReadBackTest {
    private static final NodeId N1 = NodeId.of(1);
    private static final NodeId N2 = NodeId.of(2);
    private static final NodeSet THREE = NodeSet.of(N1, N2, NodeId.of(63));

    @Test
    void theLineOfEveryFactIsReadBackAsTheSimulatorTellsIt() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            for (Fact fact : facts(random)) {
                NodeEvent event = new NodeEvent(random.nextInt(1000), random.nextInt(9), role(random), fact);
                long machine = event.clock() + random.nextInt(2);
                NodeLine line = NodeLine.parse(NodeLines.line(N2, 3, 17, event, machine), "n2", 1);
                HistoryRecorder recorder = new HistoryRecorder();
                new ToldEvents(recorder, new MembersTold()).take(5, N2, 3, 17, event);
                io.faultline.checkers.history.NodeEvent told = (io.faultline.checkers.history.NodeEvent)
                        recorder.soFar().get(0);
                assertThat(line)
                        .as("seed %d: %s", seed, fact)
                        .isEqualTo(new NodeLine(
                                told.node(),
                                told.incarnation(),
                                told.seq(),
                                told.clock(),
                                machine,
                                told.term(),
                                told.role(),
                                told.fact()));
            }
        }
    }

    @Test
    void whoWatchesEachEventIsToldTheSame() {
        for (Fact fact : facts(new Random(1))) {
            List<Event> watched = new ArrayList<>();
            HistoryRecorder kept = new HistoryRecorder();
            for (HistoryRecorder recorder : List.of(kept, HistoryRecorder.to(watched::add))) {
                NodeEvent event = new NodeEvent(4, 9, Role.LEADER, fact);
                new ToldEvents(recorder, new MembersTold()).take(5, N2, 3, 17, event);
            }
            assertThat(watched).as("%s", fact).isEqualTo(kept.soFar());
        }
    }

    @Test
    void noKindOfFactIsLeftOut() {
        assertThat(facts(new Random(1)).stream().map(Object::getClass).distinct())
                .containsExactlyInAnyOrder(Fact.class.getPermittedSubclasses());
    }

    private static List<Fact> facts(Random random) {
        List<Fact> facts = new ArrayList<>(ofElections(random));
        Fact.SnapshotPoint snapshot =
                new Fact.SnapshotPoint(1 + random.nextInt(99), 1 + random.nextInt(9), digest(random));
        int entries = 1 + random.nextInt(4);
        long from = 1 + random.nextInt(99);
        facts.add(started(random, 1, null));
        facts.add(started(random, snapshot.index() + 1, snapshot));
        facts.add(new Fact.Appended(from, random.longs(entries, 1, 9).sorted().toArray(), digests(random, entries)));
        facts.add(new Fact.Truncated(from));
        facts.add(new Fact.Committed(random.nextLong(1L << 40)));
        facts.add(new Fact.Applied(from, digests(random, entries)));
        facts.add(new Fact.SnapshotTaken(snapshot));
        facts.add(new Fact.SnapshotInstalled(snapshot));
        facts.add(new Fact.ConfigChanged(0, Configuration.of(THREE)));
        facts.add(new Fact.ConfigChanged(from, new Configuration(THREE, NodeSet.of(NodeId.of(4)))));
        return facts;
    }

    private static List<Fact> ofElections(Random random) {
        return List.of(
                new Fact.TimeoutDrawn(random.nextLong(1L << 40)),
                new Fact.TermChanged(),
                new Fact.VoteGranted(N1),
                new Fact.VoteRefused(N1, random.nextInt(9), new LogTail(random.nextInt(9), random.nextInt(9))),
                new Fact.PreCandidate(),
                new Fact.Candidate(),
                new Fact.Candidate(true),
                new Fact.Leader(THREE),
                new Fact.Follower(random.nextBoolean() ? N1 : null, role(random)),
                new Fact.RpcRate(N1, "heartbeat", random.nextInt(999), 1_000_000_000, 100),
                new Fact.Stalled(random.nextLong(1L << 40)),
                new Fact.StorageFailed("no space left on \"disk\" \u2014 n2\n"),
                new Fact.Stopped());
    }

    private static Fact started(Random random, long firstIndex, Fact.SnapshotPoint snapshot) {
        return new Fact.Started(
                List.of(N1, N2),
                Timing.ofMillis(300, 400 + random.nextInt(9), 40, 20),
                random.nextBoolean(),
                new LogTail(100 + random.nextInt(9), 9),
                firstIndex,
                snapshot);
    }

    private static Role role(Random random) {
        return Role.values()[random.nextInt(Role.values().length)];
    }

    private static long[] digests(Random random, int count) {
        long[] digests = new long[count];
        Arrays.setAll(digests, i -> digest(random));
        return digests;
    }

    /** Short ones too, which begin with zeros, and those with the sign bit. */
    private static long digest(Random random) {
        return random.nextLong() >> random.nextInt(64);
    }
}
