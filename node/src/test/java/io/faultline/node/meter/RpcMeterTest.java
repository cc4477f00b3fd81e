package io.faultline.node.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.node.mutants.Variant;
import io.faultline.node.mutants.Variants;
import io.faultline.node.raft.Effects;
import io.faultline.node.raft.Envelope;
import io.faultline.node.raft.Fact;
import io.faultline.node.raft.Input;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.Message;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.RaftConfig;
import io.faultline.node.raft.RaftNode;
import io.faultline.node.raft.RaftRules;
import io.faultline.node.raft.Stored;
import io.faultline.node.raft.Timing;
import io.faultline.node.testing.Journal;
import io.faultline.node.testing.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RpcMeterTest {
    private static final long MS = 1_000_000;
    private static final NodeId N1 = NodeId.of(1);
    private static final NodeId N2 = NodeId.of(2);
    private static final NodeId N3 = NodeId.of(3);
    private static final Message HEARTBEAT = Probe.heartbeat(N1, 1);
    private static final Message ASK = new Message.RequestVote(N1, 1, LogTail.EMPTY, false, false);

    private final RpcMeter meter = new RpcMeter(Timing.DEFAULT);

    @Test
    void tenHeartbeatsInEverySecondAreWithinTheLimit() {
        for (int i = 0; i < 1000; i++) {
            assertThat(meter.onSend(i * 100 * MS, N2, HEARTBEAT)).isNull();
        }
    }

    @Test
    void theEleventhHeartbeatWithinASecondIsReportedWithCountAndLimit() {
        for (int i = 0; i < 10; i++) {
            assertThat(meter.onSend(i * MS, N2, HEARTBEAT)).isNull();
        }
        assertThat(meter.onSend(999_999_999, N2, HEARTBEAT))
                .isEqualTo(new Fact.RpcRate(N2, "append-entries", 11, 1_000_000_000, 10));
    }

    @Test
    void aSendASecondAgoIsNoLongerInTheWindow() {
        for (int i = 0; i < 10; i++) {
            meter.onSend(0, N2, HEARTBEAT);
        }
        assertThat(meter.onSend(1_000_000_000, N2, HEARTBEAT)).isNull();
    }

    @Test
    void afterTheFirstExcessOnlyDoublingsAreReported() {
        List<Integer> counts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Fact.RpcRate excess = meter.onSend(i, N2, HEARTBEAT);
            if (excess != null) {
                counts.add(excess.count());
            }
        }
        assertThat(counts).containsExactly(11, 22, 44, 88);
    }

    @Test
    void peersAndKindsAreCountedApartAndRepliesNotAtAll() {
        for (int i = 0; i < 10; i++) {
            assertThat(meter.onSend(0, N2, HEARTBEAT)).isNull();
            assertThat(meter.onSend(0, N3, HEARTBEAT)).isNull();
            assertThat(meter.onSend(0, N2, ASK)).isNull();
            assertThat(meter.onSend(0, N2, new Message.RequestVote(N1, 1, LogTail.EMPTY, true, false)))
                    .isNull();
        }
        for (int i = 0; i < 1000; i++) {
            assertThat(meter.onSend(0, N2, Probe.heard(N1, 1, 1, true))).isNull();
            assertThat(meter.onSend(0, N2, new Message.VoteReply(N1, 1, 1, true, false)))
                    .isNull();
        }
    }

    @Test
    void requestsForVotesMayComeEachRetryAndOnceMoreForEachNewRound() {
        Fact.RpcRate excess = null;
        for (int i = 0; i < 24; i++) {
            assertThat(excess).isNull();
            excess = meter.onSend(0, N2, ASK);
        }
        assertThat(excess).isEqualTo(new Fact.RpcRate(N2, "request-vote", 24, 1_000_000_000, 23));
    }

    @Test
    void theCountIsTheNaiveCountWhateverTheSendTimes() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            SendWindow window = new SendWindow(1000, 1 + random.nextInt(20));
            List<Long> sends = new ArrayList<>();
            long now = random.nextLong();
            for (int i = 0; i < 300; i++) {
                now += random.nextInt(4) == 0 ? random.nextInt(700) : random.nextInt(20);
                sends.add(now);
                long until = now;
                assertThat((long) window.add(now))
                        .as("seed %d, send %d", seed, i)
                        .isEqualTo(
                                sends.stream().filter(at -> until - at < 1000).count());
            }
        }
    }

    @Test
    void noCorrectNodeIsEverReportedWhateverHappensToIt() {
        List<Timing> timings = List.of(
                Timing.DEFAULT,
                Timing.ofMillis(400, 400, 399, 50),
                Timing.ofMillis(150, 151, 75, 33),
                Timing.ofMillis(12, 24, 6, 100),
                Timing.ofMillis(3000, 6000, 700, 1500));
        for (long seed = 0; seed < 600; seed++) {
            Timing timing = timings.get((int) (seed % timings.size()));
            assertThat(excessOfHarassedNode(new Random(seed), timing, seed % 2 == 0, new RaftRules()))
                    .as("seed %d, %s", seed, timing)
                    .isEmpty();
        }
    }

    @Test
    void heartbeatsThatPileUpAreReported() {
        Variant d8 = Variants.named("D8").orElseThrow();
        RaftNode node = new RaftNode(
                d8.configure(new RaftConfig(N1, List.of(N1, N2, N3), Timing.DEFAULT, true)),
                d8.rules().get(),
                new Random(1),
                new Journal());
        List<Fact> excess = new ArrayList<>();
        Effects effects = node.step(0, new Input.Restarted(Stored.NOTHING));
        long now = effects.deadline();
        node.step(now, Input.Deadline.REACHED);
        effects = node.step(now, new Input.Received(new Message.VoteReply(N2, 1, 1, true, false)));
        for (int i = 0; i < 20; i++) {
            collect(effects, now, meter, excess);
            now = effects.deadline();
            effects = node.step(now, Input.Deadline.REACHED);
        }
        assertThat(excess).contains(new Fact.RpcRate(N2, "append-entries", 11, 1_000_000_000, 10));
    }

    /** A node among peers that answer anything at all, and whose driver is sometimes late. */
    private static List<Fact> excessOfHarassedNode(Random random, Timing timing, boolean preVote, RaftRules rules) {
        RaftNode node = new RaftNode(
                new RaftConfig(N1, List.of(N1, N2, N3), timing, Probe.electionsOnly(preVote)),
                rules,
                random,
                new Journal());
        RpcMeter meter = new RpcMeter(timing);
        List<Fact> excess = new ArrayList<>();
        long now = random.nextLong(MS);
        Effects effects = node.step(now, new Input.Restarted(Stored.NOTHING));
        for (int i = 0; i < 2000; i++) {
            collect(effects, now, meter, excess);
            boolean toDeadline = random.nextInt(3) != 0;
            long wait = toDeadline ? Math.max(0, effects.deadline() - now) : random.nextLong(timing.retry());
            now += random.nextInt(50) == 0 ? wait + random.nextLong(2 * timing.electionTimeoutMax()) : wait;
            effects = now >= effects.deadline()
                    ? node.step(now, Input.Deadline.REACHED)
                    : node.step(
                            now,
                            new Input.Received(anyMessage(random, node.status().term())));
        }
        return excess;
    }

    private static Message anyMessage(Random random, long term) {
        NodeId from = random.nextBoolean() ? N2 : N3;
        long near = Math.max(0, term + random.nextInt(8) / 3 - 1);
        return switch (random.nextInt(10)) {
            case 0 -> Probe.heartbeat(from, near);
            case 1 -> Probe.heard(from, near, term, random.nextBoolean());
            case 2 -> new Message.RequestVote(from, near, LogTail.EMPTY, random.nextBoolean(), false);
            case 3, 4, 5 -> new Message.VoteReply(from, term, term + 1, true, true);
            default -> new Message.VoteReply(from, term, term, true, false);
        };
    }

    private static void collect(Effects effects, long now, RpcMeter meter, List<Fact> excess) {
        List<Envelope> all = new ArrayList<>(effects.early());
        all.addAll(effects.messages());
        for (Envelope envelope : all) {
            Fact.RpcRate found = meter.onSend(now, envelope.to(), envelope.message());
            if (found != null) {
                excess.add(found);
            }
        }
    }
}
