package io.faultline.node.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.faultline.node.raft.Entry;
import io.faultline.node.raft.Envelope;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.Message;
import io.faultline.node.raft.NodeId;
import io.faultline.node.testing.FreePorts;
import io.faultline.node.testing.Probe;
import io.faultline.node.testing.Word;
import io.faultline.node.wire.EntryCodec;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PeerNetworkTest {
    private static final NodeId N1 = NodeId.of(1);
    private static final NodeId N2 = NodeId.of(2);

    private final List<PeerAddress> members = List.of(
            new PeerAddress(N1, "127.0.0.1", FreePorts.next()), new PeerAddress(N2, "127.0.0.1", FreePorts.next()));
    private final BlockingQueue<Message> heardBy1 = new LinkedBlockingQueue<>();
    private final BlockingQueue<Message> heardBy2 = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> notices = new LinkedBlockingQueue<>();
    private final List<PeerNetwork> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws IOException {
        for (PeerNetwork network : open) {
            network.close();
        }
        assertThat(networkThreads()).as("threads that still run").isEmpty();
    }

    @Test
    void whatIsSaidIsHeardInOrderBothWays() throws IOException {
        PeerNetwork network1 = start(N1, heardBy1);
        PeerNetwork network2 = start(N2, heardBy2);
        awaitConversation(network1, heardBy2);
        List<Message> said = new ArrayList<>();
        for (int term = 1; term <= 100; term++) {
            said.add(Probe.heartbeat(N1, term));
            network1.send(new Envelope(N2, said.get(said.size() - 1)));
        }
        await("all that n1 said").untilAsserted(() -> assertThat(heardBy2).containsExactlyElementsOf(said));
        awaitConversation(network2, heardBy1);
    }

    @Test
    void aPeerThatComesBackIsReachedAgainWithinTheBackoff() throws IOException {
        PeerNetwork network1 = start(N1, heardBy1);
        PeerNetwork network2 = start(N2, heardBy2);
        awaitConversation(network1, heardBy2);
        network2.close();
        await("n1 to notice")
                .untilAsserted(() -> assertThat(notices)
                        .anyMatch(notice -> notice.startsWith("lost the connection to n2=127.0.0.1:")));
        start(N2, heardBy2);
        awaitConversation(network1, heardBy2);
    }

    @Test
    void aPeerThatNeverWasThereIsComplainedOfOnce() throws IOException {
        PeerNetwork network1 = start(N1, heardBy1);
        await().during(Duration.ofMillis(600)).atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            network1.send(new Envelope(N2, Probe.heartbeat(N1, 1)));
            assertThat(notices.stream().filter(notice -> notice.startsWith("cannot reach n2")))
                    .hasSizeLessThanOrEqualTo(1);
        });
        assertThat(notices).isNotEmpty();
    }

    @Test
    void aPeerThatReadsNothingNeverHoldsUpTheSender() throws IOException {
        try (ServerSocket deaf = new ServerSocket()) {
            deaf.setReceiveBufferSize(4096);
            deaf.bind(new InetSocketAddress("127.0.0.1", members.get(1).port()));
            PeerNetwork network1 = start(N1, heardBy1);
            try (Socket accepted = deaf.accept()) {
                long start = System.nanoTime();
                for (int i = 0; i < 500_000; i++) {
                    network1.send(new Envelope(N2, Probe.heartbeat(N1, i)));
                }
                network1.close();
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
                assertThat(accepted.isConnected()).isTrue();
            }
        }
    }

    @Test
    void aFullQueueDropsWhatIsOldest() throws Exception {
        PeerLink link = new PeerLink(new Hello(N1, N2, "test"), members.get(1), notices::add);
        int all = PeerLink.LONGEST_QUEUE + 10;
        try (link;
                ServerSocket server = new ServerSocket(members.get(1).port(), 5, InetAddress.getByName("127.0.0.1"))) {
            link.start();
            try (Socket accepted = server.accept()) {
                FrameReader reader = new FrameReader(accepted.getInputStream(), "n1", new EntryCodec(Word::read));
                assertThat(reader.readHello()).isPresent();
                // More than the buffers of both sides hold.
                for (int i = 0; i < 400_000; i++) {
                    link.offer(Probe.heartbeat(N1, i));
                }
                for (int i = 0; i < all; i++) {
                    link.offer(Probe.heard(N1, i, 0, true));
                }
                Message last = null;
                List<Long> late = new ArrayList<>();
                while (late.isEmpty() || last.term() < all - 1) {
                    last = reader.readMessage().orElseThrow();
                    if (last instanceof Message.AppendReply) {
                        late.add(last.term());
                    }
                }
                assertThat(late)
                        .as("the latest, in order")
                        .isSorted()
                        .hasSizeGreaterThanOrEqualTo(PeerLink.LONGEST_QUEUE);
            }
        }
        link.join(1000);
    }

    @Test
    void aQueueOfLongMessagesIsBoundedInBytesAndKeepsTheLatest() throws Exception {
        Entry longest = new Entry(1, 0, new Word("x".repeat(1 << 20)));
        int said = 64;
        PeerLink link = new PeerLink(new Hello(N1, N2, "test"), members.get(1), notices::add);
        try (link;
                ServerSocket server = new ServerSocket()) {
            server.setReceiveBufferSize(4096);
            server.bind(new InetSocketAddress("127.0.0.1", members.get(1).port()));
            link.start();
            try (Socket accepted = server.accept()) {
                FrameReader reader = new FrameReader(accepted.getInputStream(), "n1", new EntryCodec(Word::read));
                assertThat(reader.readHello()).isPresent();
                for (int i = 1; i <= said; i++) {
                    link.offer(new Message.AppendEntries(N1, i, LogTail.EMPTY, List.of(longest), 0, 0, false));
                }
                List<Long> heard = new ArrayList<>();
                while (heard.isEmpty() || heard.get(heard.size() - 1) < said) {
                    heard.add(reader.readMessage().orElseThrow().term());
                }
                // Beside those in the queue there are some in the buffers of the connection.
                assertThat(heard).isSorted().hasSizeBetween((PeerLink.MOST_QUEUED_BYTES >> 20) - 1, said / 2);
            }
        }
        link.join(1000);
    }

    @Test
    void aMessageTooLongForAFrameIsDroppedAtItsSenderWhoSaysSoOnceAndGoesOn() throws IOException {
        PeerNetwork network1 = start(N1, heardBy1);
        start(N2, heardBy2);
        awaitConversation(network1, heardBy2);
        Entry tooLong = new Entry(1, 0, new Word("x".repeat(Frames.LONGEST_BODY)));
        Message.AppendEntries dropped = new Message.AppendEntries(N1, 5, LogTail.EMPTY, List.of(tooLong), 0, 0, false);
        network1.send(new Envelope(N2, dropped));
        network1.send(new Envelope(N2, dropped));
        network1.send(new Envelope(N2, Probe.heartbeat(N1, 6)));
        await("what follows the long ones")
                .untilAsserted(() -> assertThat(heardBy2).contains(Probe.heartbeat(N1, 6)));
        assertThat(heardBy2).doesNotContain(dropped);
        assertThat(notices)
                .filteredOn(notice -> !notice.startsWith("cannot reach"))
                .singleElement(InstanceOfAssertFactories.STRING)
                .startsWith("a message to n2=127.0.0.1:")
                .contains(" (AppendEntries) takes 4194", "more than the 4194304 of the longest frame; it is dropped");
    }

    @Test
    void aBrokenFrameClosesTheConnectionAndSaysWhere() throws IOException {
        start(N2, heardBy2);
        byte[] hello = bytes(new Hello(N1, N2, "test"));
        byte[] message = bytes(Probe.heartbeat(N1, 7));
        byte[] broken = message.clone();
        broken[broken.length - 1] ^= 1;
        try (Socket socket = dial(N2)) {
            socket.getOutputStream().write(hello);
            socket.getOutputStream().write(message);
            socket.getOutputStream().write(broken);
            assertThat(socket.getInputStream().read()).as("the connection ends").isEqualTo(-1);
        }
        assertThat(heardBy2).containsExactly(Probe.heartbeat(N1, 7));
        await("the notice")
                .untilAsserted(() -> assertThat(notices)
                        .anyMatch(notice -> notice.startsWith("from n1 at /127.0.0.1:")
                                && notice.contains(
                                        "byte " + (hello.length + message.length) + " of the connection: the frame")
                                && notice.endsWith("; connection closed")));
    }

    @Test
    void strangersAreTurnedAway() throws IOException {
        start(N2, heardBy2);
        assertTurnedAway(bytes(new Hello(N1, N2, "other")), "a node of cluster other where this is cluster test");
        assertTurnedAway(bytes(new Hello(N1, NodeId.of(3), "test")), "n1 wants to speak to n3, but this is n2");
        assertTurnedAway(bytes(new Hello(NodeId.of(9), N2, "test")), "n9 is no peer of this node");
        assertTurnedAway(bytes(new Hello(N2, N2, "test")), "n2 is no peer of this node");
        assertTurnedAway("GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII), "a frame is 1");
        byte[] hello = bytes(new Hello(N1, N2, "test"));
        byte[] forged = bytes(Probe.heartbeat(NodeId.of(3), 7));
        byte[] both = Arrays.copyOf(hello, hello.length + forged.length);
        System.arraycopy(forged, 0, both, hello.length, forged.length);
        assertTurnedAway(both, "n1 says it speaks for n3");
        assertThat(heardBy2).isEmpty();
    }

    @Test
    void aPeersNewConnectionTakesThePlaceOfItsOldOne() throws IOException {
        start(N2, heardBy2);
        try (Socket before = dial(N2);
                Socket after = dial(N2)) {
            before.getOutputStream().write(bytes(new Hello(N1, N2, "test")));
            before.getOutputStream().write(bytes(Probe.heartbeat(N1, 1)));
            await("the first").untilAsserted(() -> assertThat(heardBy2).hasSize(1));
            after.getOutputStream().write(bytes(new Hello(N1, N2, "test")));
            assertThat(before.getInputStream().read())
                    .as("the old connection ends")
                    .isEqualTo(-1);
            after.getOutputStream().write(bytes(Probe.heartbeat(N1, 2)));
            await("the second").untilAsserted(() -> assertThat(heardBy2).hasSize(2));
        }
    }

    @Test
    void moreConnectionsThanPeersCouldNeedAreClosedUnheard() throws IOException {
        start(N2, heardBy2);
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                sockets.add(dial(N2));
            }
            await("the last to be closed").untilAsserted(() -> {
                Socket last = sockets.get(39);
                last.setSoTimeout(1000);
                assertThat(last.getInputStream().read()).isEqualTo(-1);
            });
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void aPortThatIsTakenIsRefusedAtOnce() throws IOException {
        start(N1, heardBy1);
        assertThatThrownBy(() -> start(N1, heardBy1)).isInstanceOf(BindException.class);
    }

    private void assertTurnedAway(byte[] said, String reason) throws IOException {
        try (Socket socket = dial(N2)) {
            socket.getOutputStream().write(said);
            assertThat(socket.getInputStream().read()).as(reason).isEqualTo(-1);
        }
        await(reason).untilAsserted(() -> assertThat(notices).anyMatch(notice -> notice.contains(reason)));
    }

    /** Says something until it is heard: what is said before the connection stands is dropped. */
    private static void awaitConversation(PeerNetwork from, BlockingQueue<Message> heard) {
        heard.clear();
        await("a first message").pollInterval(Duration.ofMillis(20)).until(() -> {
            from.send(new Envelope(N1, Probe.heartbeat(N2, 0)));
            from.send(new Envelope(N2, Probe.heartbeat(N1, 0)));
            return !heard.isEmpty();
        });
        await("silence").during(Duration.ofMillis(50)).until(() -> {
            boolean silent = heard.isEmpty();
            heard.clear();
            return silent;
        });
    }

    private PeerNetwork start(NodeId self, BlockingQueue<Message> heard) throws IOException {
        PeerNetwork network =
                PeerNetwork.bind(self, members, "test", InetAddress.getByName("127.0.0.1"), Word::read, notices::add);
        open.add(network);
        network.start(heard::add);
        return network;
    }

    private Socket dial(NodeId node) throws IOException {
        return new Socket("127.0.0.1", members.get(node.number() - 1).port());
    }

    private static byte[] bytes(Hello hello) {
        return Frames.encode(hello);
    }

    private static byte[] bytes(Message message) {
        return Frames.encode(message);
    }

    private static List<String> networkThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("to-n") || name.startsWith("from-"))
                .collect(Collectors.toList());
    }
}
