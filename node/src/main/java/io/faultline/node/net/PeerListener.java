package io.faultline.node.net;

import io.faultline.node.raft.Message;
import io.faultline.node.raft.NodeId;
import io.faultline.node.raft.NodeSet;
import io.faultline.node.wire.EntryCodec;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The ways from the peers to this node: a thread that accepts connections, and one for each that reads it.
 *
 * <p>A connection is closed at its first byte that makes no sense. When a peer opens another one, the one it had
 * before is closed: the peer has given it up, and this side may not have noticed.
 */
final class PeerListener implements Closeable {
    /** A connection that says nothing at all is closed after this long. */
    static final int HELLO_TIMEOUT_MS = 5_000;

    private static final int BACKLOG = 64;
    private static final long PAUSE_AFTER_FAILURE_MS = 100;

    private final NodeId self;
    private final NodeSet members;
    private final String cluster;
    private final EntryCodec codec;
    private final Consumer<String> notices;
    private final ServerSocket server;
    private final int mostConnections;

    /** Guarded by this, as are {@code byPeer}, {@code readers} and {@code closed}. */
    private final Set<Socket> open = new HashSet<>();

    private final Map<NodeId, Socket> byPeer = new HashMap<>();
    private final Set<Thread> readers = new HashSet<>();
    private boolean closed;

    private Thread acceptor;
    private Consumer<Message> deliver;

    /** Takes the port; nothing is accepted before {@link #start}. */
    PeerListener(
            NodeId self,
            NodeSet members,
            String cluster,
            InetAddress bind,
            int port,
            EntryCodec codec,
            Consumer<String> notices)
            throws IOException {
        this.self = self;
        this.members = members;
        this.cluster = cluster;
        this.codec = codec;
        this.notices = notices;
        this.mostConnections = 16 + 4 * members.size();
        this.server = new ServerSocket();
        try {
            server.bind(new InetSocketAddress(bind, port), BACKLOG);
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    /** Starts to accept; messages are handed over by several threads, and {@code deliver} must not wait. */
    void start(Consumer<Message> deliver) {
        this.deliver = deliver;
        acceptor = new Thread(this::accept, "from-peers");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
            for (Socket socket : open) {
                closeQuietly(socket);
            }
        }
        server.close();
    }

    /** Waits until all threads have ended. */
    void join(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        Set<Thread> threads;
        synchronized (this) {
            threads = new HashSet<>(readers);
        }
        if (acceptor != null) {
            threads.add(acceptor);
        }
        for (Thread thread : threads) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left > 0) {
                thread.join(left);
            }
        }
    }

    private void accept() {
        while (!isClosed()) {
            try {
                welcome(server.accept());
            } catch (IOException e) {
                if (!isClosed()) {
                    notices.accept("cannot accept a connection: " + e.getMessage());
                    // Such as too many open files: it would fail again at once.
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_AFTER_FAILURE_MS));
                }
            }
        }
    }

    private synchronized void welcome(Socket socket) {
        if (closed || open.size() >= mostConnections) {
            closeQuietly(socket);
            return;
        }
        open.add(socket);
        Thread reader = new Thread(() -> serve(socket), "from-" + socket.getRemoteSocketAddress());
        reader.setDaemon(true);
        // Not when they end, for then they would still run for a moment that join() would not wait for.
        readers.removeIf(ended -> !ended.isAlive());
        readers.add(reader);
        reader.start();
    }

    private void serve(Socket socket) {
        NodeId peer = null;
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(HELLO_TIMEOUT_MS);
            FrameReader reader = new FrameReader(
                    new BufferedInputStream(socket.getInputStream()),
                    String.valueOf(socket.getRemoteSocketAddress()),
                    codec);
            Optional<Hello> hello = reader.readHello();
            if (hello.isPresent()) {
                peer = check(hello.get(), reader);
                replaceConnectionOf(peer, socket);
                socket.setSoTimeout(0);
                read(reader, peer);
            }
        } catch (BrokenFrameException e) {
            notices.accept(e.getMessage() + "; connection closed");
        } catch (IOException e) {
            // The other side has gone or is cut off; it will come back over a new connection.
        } finally {
            forget(peer, socket);
        }
    }

    private void read(FrameReader reader, NodeId peer) throws IOException {
        for (Optional<Message> message = reader.readMessage(); message.isPresent(); message = reader.readMessage()) {
            if (!message.get().from().equals(peer)) {
                throw reader.broken(
                        reader.bodyStart() + 2,
                        peer + " says it speaks for " + message.get().from());
            }
            deliver.accept(message.get());
        }
    }

    private NodeId check(Hello hello, FrameReader reader) throws BrokenFrameException {
        if (!hello.cluster().equals(cluster)) {
            throw reader.broken(
                    reader.bodyStart(), "a node of cluster " + hello.cluster() + " where this is cluster " + cluster);
        }
        if (!hello.to().equals(self)) {
            throw reader.broken(
                    reader.bodyStart(), hello.from() + " wants to speak to " + hello.to() + ", but this is " + self);
        }
        if (!members.contains(hello.from()) || hello.from().equals(self)) {
            throw reader.broken(reader.bodyStart(), hello.from() + " is no peer of this node");
        }
        return hello.from();
    }

    private synchronized void replaceConnectionOf(NodeId peer, Socket socket) {
        Socket before = byPeer.put(peer, socket);
        if (before != null) {
            closeQuietly(before);
        }
    }

    private synchronized void forget(NodeId peer, Socket socket) {
        open.remove(socket);
        if (peer != null) {
            byPeer.remove(peer, socket);
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is given up in any case.
        }
    }
}
