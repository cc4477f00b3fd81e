package io.faultline.node.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.node.failpoint.NodeClock;
import io.faultline.node.kv.KeyValueStore;
import io.faultline.node.kv.KvCommand;
import io.faultline.node.kv.KvOperation;
import io.faultline.node.meter.RpcMeter;
import io.faultline.node.mutants.Variants;
import io.faultline.node.raft.Answer;
import io.faultline.node.raft.Input;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.Message;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.RaftConfig;
import io.faultline.node.raft.RaftNode;
import io.faultline.node.raft.RaftRules;
import io.faultline.node.raft.StartAnswer;
import io.faultline.node.raft.Timing;
import io.faultline.node.storage.WriteAheadLog;
import io.faultline.node.testing.JsonLine;
import io.faultline.node.testing.MoodyDisk;
import io.faultline.node.testing.Probe;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** In which order the loop carries effects out; disk, standard output and network write into one list. */
@Timeout(30)
class NodeLoopTest {
    private static final KvCommand COMMAND = new KvCommand(new KvOperation.Read("x"), null);
    private static final NodeId N1 = NodeId.of(1);
    private static final NodeId N2 = NodeId.of(2);
    private static final NodeId N3 = NodeId.of(3);

    /** No deadline comes while the test runs. */
    private static final Timing NEVER = Timing.ofMillis(1_000_000, 1_000_000, 100, 50);

    @TempDir
    private Path data;

    private final List<String> done = new ArrayList<>();
    private volatile NodeLoop loop;
    private CompletableFuture<StartAnswer> refused;

    @Test
    void aVoteIsDurableThenReportedThenAnswered() throws Exception {
        run(new RaftRules(), NEVER, what -> voteOnce(what));
        assertThat(done)
                .containsExactly(
                        "started",
                        "timeout-drawn",
                        "force",
                        "term-changed",
                        "vote-granted",
                        "timeout-drawn",
                        "send n2 VoteReply",
                        "stopped");
    }

    @Test
    void theMutantThatAnswersBeforeTheFlushDoesJustThat() throws Exception {
        run(Variants.named("E03").orElseThrow().rules().get(), NEVER, what -> voteOnce(what));
        assertThat(done)
                .containsExactly(
                        "started",
                        "timeout-drawn",
                        "term-changed",
                        "vote-granted",
                        "timeout-drawn",
                        "send n2 VoteReply",
                        "force",
                        "stopped");
    }

    @Test
    void aCandidateAsksAtOnceButReportsItsOwnVoteOnlyWhenItIsDurable() throws Exception {
        run(new RaftRules(), Timing.ofMillis(30, 30, 10, 1000), what -> {
            if (what.equals("candidate")) {
                loop.stop();
            }
        });
        assertThat(done)
                .containsExactly(
                        "started",
                        "timeout-drawn",
                        "send n2 RequestVote",
                        "send n3 RequestVote",
                        "force",
                        "term-changed",
                        "vote-granted",
                        "candidate",
                        "timeout-drawn",
                        "stopped");
    }

    @Test
    void tooManyHeartbeatsAreReportedBeforeTheyLeave() throws Exception {
        run(Variants.named("D8").orElseThrow().rules().get(), Timing.ofMillis(30, 30, 10, 1000), what -> {
            if (what.equals("send n2 RequestVote")) {
                loop.receive(new Message.VoteReply(N2, 1, 1, true, false));
            } else if (what.equals("rpc-rate")) {
                loop.stop();
            }
        });
        int reported = done.indexOf("rpc-rate");
        assertThat(done.subList(0, reported).stream().filter("send n2 AppendEntries"::equals))
                .as("heartbeats before the report")
                .hasSizeLessThanOrEqualTo(100);
        assertThat(done.subList(reported, done.size())).contains("send n2 AppendEntries");
    }

    @Test
    void aFloodOfMessagesDoesNotPutTheDeadlineOffForGood() throws Exception {
        AtomicBoolean flooding = new AtomicBoolean(true);
        Thread flood = new Thread(() -> {
            while (flooding.get()) {
                if (loop != null) {
                    loop.receive(Probe.heard(N2, 0, 0, true));
                }
            }
        });
        flood.start();
        try {
            run(new RaftRules(), Timing.ofMillis(30, 30, 10, 1000), what -> {
                if (what.equals("candidate")) {
                    loop.stop();
                }
            });
        } finally {
            flooding.set(false);
            flood.join();
        }
        assertThat(done).contains("candidate").endsWith("stopped");
    }

    @Test
    void aNodeWithTooMuchToDoAndOneThatHasEndedRefuseCommands() throws Exception {
        run(new RaftRules(), NEVER, what -> {
            if (what.equals("started")) {
                for (int i = 0; i < NodeLoop.LONGEST_INBOX; i++) {
                    loop.receive(Probe.heard(N2, 0, 0, true));
                }
                refused = loop.start(COMMAND);
                loop.stop();
            }
        });
        assertThatThrownBy(refused::get)
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseInstanceOf(RejectedExecutionException.class)
                .hasRootCauseMessage("the node has too much to do");
        assertThatThrownBy(loop.start(COMMAND)::get).hasRootCauseMessage("the node has ended");
    }

    @Test
    void whenTheNodeEndsAWaitingProposalMayHaveItsEffectAndAReadHasNone() throws Exception {
        List<CompletableFuture<?>> waiting = new ArrayList<>();
        run(new RaftRules(), NEVER, what -> {
            if (what.equals("started")) {
                waiting.add(loop.propose(COMMAND));
                waiting.add(loop.reconfigure(Input.Change.REMOVE, N3));
                waiting.add(loop.read(COMMAND));
                waiting.add(loop.start(COMMAND));
                loop.stop();
            }
        });
        for (CompletableFuture<?> change : waiting.subList(0, 2)) {
            assertThat(change.get())
                    .isInstanceOfSatisfying(
                            Answer.Unknown.class,
                            unknown -> assertThat(unknown.reason()).isEqualTo("the node has ended"));
        }
        assertThatThrownBy(waiting.get(2)::get)
                .hasRootCauseInstanceOf(RejectedExecutionException.class)
                .hasRootCauseMessage("the node has ended");
        assertThatThrownBy(waiting.get(3)::get)
                .as("a start that nobody can vouch for is not said to be rejected")
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("the node has ended");
    }

    private void voteOnce(String what) {
        if (what.equals("started")) {
            loop.receive(new Message.RequestVote(N2, 1, LogTail.EMPTY, false, false));
        } else if (what.startsWith("send")) {
            loop.stop();
        }
    }

    private void run(RaftRules rules, Timing timing, Consumer<String> reaction) throws Exception {
        MoodyDisk disk = new MoodyDisk();
        Consumer<String> note = what -> {
            done.add(what);
            reaction.accept(what);
        };
        try (WriteAheadLog wal = WriteAheadLog.open(disk, data, N1, KvCommand::read, LogTail.EMPTY)) {
            disk.mood(() -> note.accept("force"));
            OutputStream events = new OutputStream() {
                @Override
                public void write(int b) {
                    throw new AssertionError("events are written line by line");
                }

                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    String line = new String(bytes, from, length, StandardCharsets.UTF_8);
                    String event = (String) JsonLine.parse(line).get("event");
                    // Told of the machine, which may hold this process up at any moment.
                    if (!event.equals("stalled")) {
                        note.accept(event);
                    }
                }
            };
            RaftConfig config = new RaftConfig(N1, List.of(N1, N2, N3), timing, Probe.electionsOnly(false));
            loop = new NodeLoop(
                    new RaftNode(config, rules, new Random(1), new KeyValueStore()),
                    wal,
                    new EventLog(events, N1, 1),
                    new RpcMeter(timing),
                    envelope -> note.accept("send " + envelope.to() + " "
                            + envelope.message().getClass().getSimpleName()),
                    new NodeClock(System::nanoTime),
                    point -> {},
                    timing);
            assertThat(loop.run()).isEqualTo(Ending.STOPPED);
        }
    }
}
