package io.faultline.node.net;

import io.faultline.node.raft.Bytes;
import io.faultline.node.raft.Envelope;
import io.faultline.node.raft.Message;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.NodeSet;
import io.faultline.node.raft.Payload;
import io.faultline.node.wire.EntryCodec;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * This node's connections to and from all its peers.
 *
 * <p>{@link #send} may be called by one thread at a time and never waits. Messages of the peers are handed over by
 * the network's own threads, and so are notices for the operator.
 *
 * <pre>{@code
 * try (PeerNetwork network =
 *         PeerNetwork.bind(self, members, "faultline", loopback, KvCommand::read, System.err::println)) {
 *     network.start(inbox::offer);
 *     network.send(envelope);
 * }
 * }</pre>
 */
public final class PeerNetwork implements Closeable {
    private static final long CLOSE_WITHIN_MS = 1_000;

    private final PeerListener listener;
    /** By the peer's number; null for this node and for nodes that are no members. */
    private final PeerLink[] links = new PeerLink[NodeId.MAX + 1];

    private PeerNetwork(PeerListener listener) {
        this.listener = listener;
    }

    /**
     * Takes the node's own port; nothing is said or heard before {@link #start}.
     *
     * @param members where every node of the cluster listens; of this node only the port counts
     * @param cluster a name that nodes of other clusters do not have, see {@link Hello#isName}
     * @param bind the address of this machine to listen at
     * @param commands reads back the commands of entries
     * @param notices takes one sentence at a time, from any thread
     * @throws IOException when the port can't be had
     */
    public static PeerNetwork bind(
            NodeId self,
            List<PeerAddress> members,
            String cluster,
            InetAddress bind,
            Function<Bytes, Payload.Command> commands,
            Consumer<String> notices)
            throws IOException {
        NodeSet nodes = NodeSet.of(members.stream().map(PeerAddress::node).toList());
        int port = members.stream()
                .filter(member -> member.node().equals(self))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(self + " is not among the members " + members))
                .port();
        PeerNetwork network =
                new PeerNetwork(new PeerListener(self, nodes, cluster, bind, port, new EntryCodec(commands), notices));
        try {
            for (PeerAddress member : members) {
                if (!member.node().equals(self)) {
                    network.links[member.node().number()] =
                            new PeerLink(new Hello(self, member.node(), cluster), member, notices);
                }
            }
            return network;
        } catch (IOException e) {
            network.close();
            throw e;
        }
    }

    /** Starts to connect and to accept; {@code deliver} is called by several threads and must not wait. */
    public void start(Consumer<Message> deliver) {
        listener.start(deliver);
        for (PeerLink link : links) {
            if (link != null) {
                link.start();
            }
        }
    }

    /** Says something to a peer, soon or never. */
    public void send(Envelope envelope) {
        PeerLink link = links[envelope.to().number()];
        if (link != null) {
            link.offer(envelope.message());
        }
    }

    /** Ends all connections and waits, for a second at most, until no thread of the network runs any more. */
    @Override
    public void close() throws IOException {
        try {
            listener.close();
        } finally {
            for (PeerLink link : links) {
                if (link != null) {
                    link.close();
                }
            }
            join();
        }
    }

    private void join() {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_WITHIN_MS);
        try {
            for (PeerLink link : links) {
                if (link != null) {
                    link.join(left(deadline));
                }
            }
            listener.join(left(deadline));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long left(long deadline) {
        return TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    }
}
