package io.faultline.harness.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.faultline.harness.docker.NodeFailpoints.Crash;
import io.faultline.harness.docker.ProcessFailpoints.End;
import io.faultline.nemesis.fault.Point;
import io.faultline.node.failpoint.Failpoints;
import io.faultline.node.failpoint.TurnPoint;
import io.faultline.node.raft.NodeId;
import io.faultline.node.storage.FileSystemDisk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said to a node's real failpoints, and what is made of its end; the node around them is missing. */
class ProcessFailpointsTest {
    private static final int KILLED = 137;

    @TempDir
    private Path data;

    private final List<String> asked = new ArrayList<>();
    private Runnable afterRequest = () -> {};
    private HttpServer server;
    private Failpoints node;
    private ProcessFailpoints process;

    @BeforeEach
    void start() throws IOException {
        node = new Failpoints(NodeId.of(1), data, new FileSystemDisk(), why -> {});
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/failpoints", exchange -> {
            boolean post = exchange.getRequestMethod().equals("POST");
            byte[] request = exchange.getRequestBody().readAllBytes();
            asked.add(post ? new String(request, UTF_8) : "?");
            Failpoints.Answer answer = post ? node.request(request) : node.state();
            if (post) {
                afterRequest.run();
            }
            exchange.sendResponseHeaders(answer.status(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
            exchange.close();
        });
        server.start();
        process = process();
        process.started();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        node.close();
    }

    @Test
    void whatIsAskedIsSentOnceAndReadBack() {
        NodeFailpoints wanted = new NodeFailpoints(0.25, 2, 30, 1.5, new Crash(7, Point.AFTER_SEND, 3));

        assertThat(process.tell(wanted, 900)).isTrue();

        assertThat(asked).hasSize(2).element(1).isEqualTo("?");
        assertThat(process.readBack())
                .isEqualTo("crash point after-send in 3, writes fail 0.25 and next 2, syncs +30 ns, clock rate 1.5"
                        + " jumped 900 ns");
    }

    @Test
    void aNodeThatIsAskedForNothingNewIsNotAsked() {
        process.tell(NodeFailpoints.NONE, 0);
        assertThat(asked).isEmpty();
        NodeFailpoints wanted = new NodeFailpoints(0, 0, 0, 2, null);
        process.tell(wanted, 0);
        process.tell(wanted, 0);
        assertThat(asked).hasSize(2);
    }

    @Test
    void passingsThatAreCountedDownStaySoWhenSomethingElseChanges() {
        Crash crash = new Crash(7, Point.AFTER_SEND, 2);
        process.tell(new NodeFailpoints(0, 0, 0, 1, crash), 0);
        node.pass(TurnPoint.AFTER_SEND);
        process.tell(new NodeFailpoints(0, 0, 30, 1, crash), 0);
        assertThat(process.readBack()).startsWith("crash point after-send in 1, ");
        process.tell(NodeFailpoints.NONE, 0);
        assertThat(process.readBack()).startsWith("no crash point, ").contains("syncs +0 ns");
    }

    @Test
    void jumpsAddUpAlsoThoseOfAFrozenProcess() {
        process.tell(NodeFailpoints.NONE, 500);
        process.owe(300);
        assertThat(asked).hasSize(2);
        process.tell(NodeFailpoints.NONE, 0);
        assertThat(process.readBack()).endsWith("jumped 800 ns");
        process.ended(KILLED);
        process.started();
        assertThat(process.tell(NodeFailpoints.NONE, 0))
                .as("a new process is not asked for old jumps")
                .isTrue();
        assertThat(asked).hasSize(4);
    }

    @Test
    void aNodeThatRefusesOrIsNotSoAfterwardsIsSaid() {
        assertThatThrownBy(() -> process.tell(new NodeFailpoints(2, 0, 0, 1, null), 0))
                .isInstanceOf(FailpointException.class)
                .hasMessageContaining("n1 refuses: 'errorProbability' must be within");
        node.request("{\"clock\":{\"jumpedNanos\":5}}".getBytes(UTF_8));
        assertThatThrownBy(() -> process.tell(new NodeFailpoints(0, 0, 0, 1, null), 1))
                .isInstanceOf(FailpointException.class);
    }

    @Test
    void aNodeThatDoesNotAnswerMayHaveEnded() {
        server.stop(0);
        assertThat(process.tell(new NodeFailpoints(0, 1, 0, 1, null), 0)).isFalse();
    }

    /** A process that crashes is gone only a while later, and may have answered that nothing is armed any more. */
    @Test
    void aNodeThatWasDisarmedWhileItCrashedHasCrashedByThatFault() {
        process.tell(new NodeFailpoints(0, 0, 0, 1, new Crash(7, Point.AFTER_SEND, 1)), 0);
        process.tell(NodeFailpoints.NONE, 0);

        process.ended(5);

        assertThat(process.excused()).isTrue();
        assertThat(process.takeEnd()).isEqualTo(new End(7, false));
    }

    @Test
    void aNodeThatCrashesAsSoonAsItIsArmedIsOneThatIsAboutToEnd() {
        afterRequest = () -> node.pass(TurnPoint.AFTER_SEND);
        NodeFailpoints wanted = new NodeFailpoints(0, 0, 0, 1, new Crash(7, Point.AFTER_SEND, 1));

        assertThat(process.tell(wanted, 0)).isFalse();

        process.ended(5);
        assertThat(process.takeEnd()).isEqualTo(new End(7, false));
    }

    @Test
    void anEndIsExcusedOnlyByWhatWasAskedOfThatProcess() {
        NodeFailpoints crash = new NodeFailpoints(0, 0, 0, 1, new Crash(7, Point.AFTER_SEND, 1));
        NodeFailpoints disk = new NodeFailpoints(0, 1, 0, 1, null);
        NodeFailpoints slow = new NodeFailpoints(0, 0, 30, 1, null);
        assertEnd(crash, 5, true, new End(7, false));
        assertEnd(crash, 3, false, End.NOTHING);
        assertEnd(disk, 3, true, new End(0, true));
        assertEnd(disk, 5, false, End.NOTHING);
        assertEnd(slow, 3, false, End.NOTHING);
        assertEnd(slow, 6, true, End.NOTHING);
        assertEnd(crash, KILLED, false, End.NOTHING);
        assertEnd(disk, 1, false, End.NOTHING);
    }

    private void assertEnd(NodeFailpoints told, int exitCode, boolean excused, End end) {
        ProcessFailpoints fresh = process();
        fresh.started();
        fresh.tell(told, 0);
        fresh.ended(exitCode);
        fresh.ended(KILLED);
        assertThat(fresh.excused()).as("exit code %d after %s", exitCode, told).isEqualTo(excused);
        assertThat(fresh.takeEnd()).isEqualTo(end);
        assertThat(fresh.takeEnd()).as("told once").isEqualTo(End.NOTHING);
        node.request("{\"crash\":null,\"disk\":null}".getBytes(UTF_8));
    }

    @Test
    void aNodeWithADamagedLogIsRightNotToStart() {
        process.ended(6);
        process.damaged();
        process.started();
        process.ended(3);
        assertThat(process.excused()).isTrue();
        process.started();
        assertThat(process.excused()).as("it runs").isFalse();
        process.ended(1);
        assertThat(process.excused()).isFalse();
    }

    private ProcessFailpoints process() {
        FailpointClient client =
                new FailpointClient("n1", () -> server.getAddress().getPort());
        return new ProcessFailpoints("n1", client, new SplittableRandom(1));
    }
}
