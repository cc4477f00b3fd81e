package io.faultline.node.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.node.failpoint.NodeClock;
import io.faultline.node.failpoint.TurnPoint;
import io.faultline.node.kv.KeyValueStore;
import io.faultline.node.kv.KvCommand;
import io.faultline.node.kv.KvOperation;
import io.faultline.node.kv.KvResult;
import io.faultline.node.meter.RpcMeter;
import io.faultline.node.mutants.Variants;
import io.faultline.node.raft.Answer;
import io.faultline.node.raft.Features;
import io.faultline.node.raft.Input;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.Message;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.NodeSet;
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
import java.util.Collections;
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
    private Consumer<TurnPoint> passage = point -> {};

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

    @Test
    void whatWaitsSharesATurnAndOneSync() throws Exception {
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        passage = point -> done.add("pass " + point);
        run(new RaftRules(), alone(), what -> {
            if (what.equals("leader")) {
                for (long i = 0; i < 100; i++) {
                    answers.add(loop.propose(new KvCommand(new KvOperation.Append("x", i), null)));
                }
                answers.get(99).thenRun(loop::stop);
            }
        });
        List<String> asLeader = done.subList(done.indexOf("leader"), done.size());
        assertThat(Collections.frequency(asLeader, "appended"))
                .as("its own first entry, and each turn's as one batch")
                .isEqualTo(3);
        assertThat(Collections.frequency(asLeader, "force"))
                .as("64 inputs share a turn at most")
                .isEqualTo(2);
        assertThat(asLeader)
                .containsSubsequence(
                        "pass BEFORE_PERSIST",
                        "force",
                        "pass AFTER_PERSIST",
                        "appended",
                        "pass AFTER_SEND",
                        "committed",
                        "pass BEFORE_APPLY",
                        "applied",
                        "stopped");
        for (int i = 0; i < 100; i++) {
            assertThat(answers.get(i).get())
                    .as("the first entry is the leader's own")
                    .isEqualTo(new Answer.Done(i + 1, i + 2, KvResult.Ok.NOTHING));
        }
    }

    @Test
    void aChangeOfMembersHasATurnOfItsOwn() throws Exception {
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        run(new RaftRules(), alone(), what -> {
            if (what.equals("applied") && answers.isEmpty()) {
                answers.add(loop.propose(COMMAND));
                answers.add(loop.reconfigure(Input.Change.ADD_LEARNER, N2));
                answers.add(loop.propose(COMMAND));
                answers.get(2).thenRun(loop::stop);
            }
        });
        List<String> afterTheFirst = done.subList(done.indexOf("applied"), done.size());
        assertThat(Collections.frequency(afterTheFirst, "force")).isEqualTo(3);
        assertThat(answers.get(0).get()).isInstanceOf(Answer.Done.class);
        assertThat(answers.get(1).get()).isInstanceOf(Answer.Changed.class);
        assertThat(answers.get(2).get()).isInstanceOf(Answer.Done.class);
    }

    @Test
    void aDeadlineThatIsOverdueWaitsForSixtyFourInputsNotForSixtyFourFullTurns() throws Exception {
        int many = 10 * NodeLoop.BATCH_MAX;
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        run(new RaftRules(), alone(), what -> {
            if (what.equals("leader")) {
                for (int i = 0; i < many; i++) {
                    answers.add(loop.propose(COMMAND));
                }
                answers.get(many - 1).thenRun(loop::stop);
            }
        });
        // A lone leader commits what its disk holds at a deadline of its own, which is overdue at once.
        assertThat(Collections.frequency(done.subList(0, done.indexOf("committed")), "appended"))
                .as("batches of the leader's own log when it first commits: its first entry and two turns")
                .isLessThanOrEqualTo(3);
    }

    /** The only voter of three nodes, which replicates. */
    private static RaftConfig alone() {
        return new RaftConfig(
                N1, List.of(N1, N2, N3), NodeSet.of(N1), Timing.ofMillis(30, 30, 10, 1000), Features.DEFAULT);
    }

    private void voteOnce(String what) {
        if (what.equals("started")) {
            loop.receive(new Message.RequestVote(N2, 1, LogTail.EMPTY, false, false));
        } else if (what.startsWith("send")) {
            loop.stop();
        }
    }

    private void run(RaftRules rules, Timing timing, Consumer<String> reaction) throws Exception {
        run(rules, new RaftConfig(N1, List.of(N1, N2, N3), timing, Probe.electionsOnly(false)), reaction);
    }

    private void run(RaftRules rules, RaftConfig config, Consumer<String> reaction) throws Exception {
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
            loop = new NodeLoop(
                    new RaftNode(config, rules, new Random(1), new KeyValueStore()),
                    wal,
                    new EventLog(events, N1, 1),
                    new RpcMeter(config.timing()),
                    envelope -> note.accept("send " + envelope.to() + " "
                            + envelope.message().getClass().getSimpleName()),
                    new NodeClock(System::nanoTime),
                    passage,
                    config.timing());
            assertThat(loop.run()).isEqualTo(Ending.STOPPED);
        }
    }
}
