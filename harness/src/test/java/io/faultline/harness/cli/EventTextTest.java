package io.faultline.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.Condition;
import io.faultline.checkers.history.ConditionEvent;
import io.faultline.checkers.history.Link;
import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.LogTail;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.OperationEvent;
import io.faultline.checkers.history.OperationType;
import io.faultline.checkers.history.Role;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each event in a few words. */
class EventTextTest {
    private static final long MS = 1_000_000;

    static Stream<Arguments> facts() {
        return Stream.of(
                Arguments.of(new NodeFact.TimeoutDrawn(512 * MS), "timeout-drawn of 0.51 s"),
                Arguments.of(new NodeFact.TermChanged(), "term-changed"),
                Arguments.of(new NodeFact.VoteGranted("n3"), "vote-granted to n3"),
                Arguments.of(
                        new NodeFact.VoteRefused("n3", 4, new LogTail(1, 1)),
                        "vote-refused to n3, which asked in term 4"),
                Arguments.of(new NodeFact.Candidate(), "candidate"),
                Arguments.of(new NodeFact.Leader(List.of("n1", "n2")), "leader by the votes of n1, n2"),
                Arguments.of(new NodeFact.Follower("n2", Role.LEADER), "follower of n2, was leader"),
                Arguments.of(new NodeFact.Follower(null, Role.CANDIDATE), "follower of nobody yet, was candidate"),
                Arguments.of(
                        new NodeFact.RpcRate("n2", "heartbeat", 40, 1000 * MS, 12),
                        "rpc-rate 40 heartbeat to n2 within 1 s, limit 12"),
                Arguments.of(new NodeFact.StorageFailed("disk full"), "storage-failed: disk full"),
                Arguments.of(new LogFact.Truncated(7), "truncated from entry 7 on"),
                Arguments.of(new NodeFact.UnknownFact("log-read", Map.of("to", 7L)), "log-read {to=7}"));
    }

    @ParameterizedTest
    @MethodSource("facts")
    void aNodeSaysWhatHappened(NodeFact fact, String text) {
        NodeEvent event = new NodeEvent(0, 0, "n1", 1, 1, 0, 3, Role.FOLLOWER, fact);

        assertThat(EventText.who(event)).isEqualTo("n1");
        assertThat(EventText.what(event)).isEqualTo("term 3  " + text);
    }

    @Test
    void aConditionListsWhatIsWrong() {
        Condition condition = new Condition(
                List.of("n1"),
                List.of("n2"),
                List.of(new Link("n1", "n3")),
                List.of(new Link("n3", "n1")),
                List.of("n4"));

        assertThat(EventText.what(new ConditionEvent(0, 0, condition)))
                .isEqualTo("condition  down n1; paused n2; cut n1→n3; degraded n3→n1; impaired n4");
    }

    @Test
    void anOperationSaysWhatWasAskedAndWhatCameBack() {
        OperationEvent write = new OperationEvent(0, 0, OperationType.INVOKE, 3, "write", "x", 7L);
        OperationEvent lost = new OperationEvent(1, 0, OperationType.INFO, 3, "write", null, null);

        assertThat(EventText.who(write)).isEqualTo("p3");
        assertThat(EventText.what(write)).isEqualTo("invoke  write x 7");
        assertThat(EventText.what(lost)).isEqualTo("info  write");
    }
}
