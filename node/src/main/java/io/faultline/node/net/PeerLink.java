package io.faultline.node.net;

import io.faultline.node.raft.Message;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The way from this node to one peer: a queue, and a thread that keeps a connection and writes to it.
 *
 * <p>Any thread may {@link #offer} and {@link #close}; neither waits. The link's own thread owns the channel. It never
 * waits in a write, so that a peer that reads nothing can't hold it up when it is closed.
 */
final class PeerLink implements Closeable {
    /** Far more than a healthy peer ever leaves unread. */
    static final int LONGEST_QUEUE = 256;

    /**
     * A bound on the bytes in the queue as well, for entries may be long: room for a full message to be written and
     * some to follow it. A single message longer than that waits alone.
     */
    static final int MOST_QUEUED_BYTES = 16 << 20;

    static final long BACKOFF_MIN_MS = 50;
    static final long BACKOFF_MAX_MS = 1_000;
    /** So many bytes are put together for one write, more only if one message is longer. */
    private static final int WRITE_AT_ONCE = 64 * 1024;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final long CONNECT_TIMEOUT_MS = 1_000;

    private final Hello hello;
    private final PeerAddress peer;
    private final Consumer<String> notices;
    /** Guarded by itself, as is {@code queuedBytes}. */
    private final Deque<Message> queue = new ArrayDeque<>();

    private long queuedBytes;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Selector selector;
    private final Thread thread;

    private ByteBuffer out = NOTHING;
    private boolean connected;
    private boolean complainedOfLength;

    /** A link that does nothing before {@link #start}. */
    PeerLink(Hello hello, PeerAddress peer, Consumer<String> notices) throws IOException {
        this.hello = hello;
        this.peer = peer;
        this.notices = notices;
        this.selector = Selector.open();
        this.thread = new Thread(this::run, "to-" + peer.node());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /**
     * Says something to the peer, soon or never.
     *
     * <p>When the queue is full the oldest message in it is dropped: of two messages the later one is worth more, as
     * the peer would find the earlier one out of date, and what still matters is sent again by Raft.
     */
    void offer(Message message) {
        int size = Frames.size(message);
        synchronized (queue) {
            while (!queue.isEmpty() && (queue.size() == LONGEST_QUEUE || queuedBytes + size > MOST_QUEUED_BYTES)) {
                takeFirst();
            }
            queue.addLast(message);
            queuedBytes += size;
        }
        selector.wakeup();
    }

    /** The oldest message, or null; the caller holds the queue. */
    private Message takeFirst() {
        Message first = queue.pollFirst();
        if (first != null) {
            queuedBytes -= Frames.size(first);
        }
        return first;
    }

    /** Ends the link; what is still in the queue is dropped. */
    @Override
    public void close() throws IOException {
        closed.countDown();
        if (thread.getState() == Thread.State.NEW) {
            selector.close();
        } else {
            selector.wakeup();
        }
    }

    /** Waits until the link's thread has ended. */
    void join(long millis) throws InterruptedException {
        if (millis > 0) {
            thread.join(millis);
        }
    }

    // ---- the link's own thread ----

    private void run() {
        try (selector) {
            long backoff = BACKOFF_MIN_MS;
            boolean complained = false;
            while (!isClosed()) {
                forgetWhatIsOld();
                connected = false;
                String ended = converse();
                if (connected) {
                    backoff = BACKOFF_MIN_MS;
                    complained = false;
                }
                if (!isClosed() && !complained) {
                    notices.accept((connected ? "lost the connection to " : "cannot reach ") + peer + " (" + ended
                            + "); trying again");
                    complained = true;
                }
                if (!closed.await(backoff, TimeUnit.MILLISECONDS)) {
                    backoff = Math.min(BACKOFF_MAX_MS, 2 * backoff);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            notices.accept("the link to " + peer + " ended: " + e);
        }
    }

    /** What was said while the peer could not be reached would only be out of date when it can be again. */
    private void forgetWhatIsOld() {
        synchronized (queue) {
            queue.clear();
            queuedBytes = 0;
        }
    }

    /** Connects and writes until the connection ends; tells why it did. */
    private String converse() throws IOException {
        try (SocketChannel channel = SocketChannel.open()) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SelectionKey key = connect(channel);
            connected = true;
            out = ByteBuffer.wrap(Frames.encode(hello));
            while (!isClosed()) {
                boolean more = write(channel);
                key.interestOps(more ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
                selector.select();
                selector.selectedKeys().clear();
                listen(channel);
            }
            return "closed";
        } catch (IOException e) {
            return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        } finally {
            // A registered channel gives its descriptor back at the next selection.
            selector.selectNow();
        }
    }

    private SelectionKey connect(SocketChannel channel) throws IOException {
        InetSocketAddress address = new InetSocketAddress(peer.host(), peer.port());
        if (address.isUnresolved()) {
            throw new UnknownHostException("unknown host " + peer.host());
        }
        boolean done = channel.connect(address);
        SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CONNECT_TIMEOUT_MS);
        while (!done) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0 || isClosed()) {
                throw new SocketTimeoutException("no answer within " + CONNECT_TIMEOUT_MS + " ms");
            }
            selector.select(left);
            selector.selectedKeys().clear();
            done = channel.finishConnect();
        }
        return key;
    }

    /** Writes what the channel takes; returns whether something is left. */
    private boolean write(SocketChannel channel) throws IOException {
        while (true) {
            if (!out.hasRemaining()) {
                out = next();
            }
            if (!out.hasRemaining()) {
                return false;
            }
            channel.write(out);
            if (out.hasRemaining()) {
                return true;
            }
        }
    }

    /** The frames of some waiting messages; encoded here, so that the node's loop has nothing to do with it. */
    private ByteBuffer next() {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        while (frames.size() < WRITE_AT_ONCE) {
            Message message;
            synchronized (queue) {
                message = takeFirst();
            }
            if (message == null) {
                break;
            }
            byte[] frame = Frames.encode(message);
            if (Frames.fits(frame)) {
                frames.writeBytes(frame);
            } else {
                dropTooLong(message, frame.length);
            }
        }
        return frames.size() == 0 ? NOTHING : ByteBuffer.wrap(frames.toByteArray());
    }

    /** The peer would close the connection, and what else there is to say would be lost with it. */
    private void dropTooLong(Message message, int length) {
        if (!complainedOfLength) {
            notices.accept("a message to " + peer + " (" + message.getClass().getSimpleName() + ") takes " + length
                    + " bytes, more than the " + Frames.LONGEST_BODY
                    + " of the longest frame; it is dropped, and so is every other one that is too long");
            complainedOfLength = true;
        }
    }

    /** The peer says nothing here; a read is how the end of a connection is noticed before a write is lost to it. */
    private static void listen(SocketChannel channel) throws IOException {
        int read = channel.read(ByteBuffer.allocate(1));
        if (read < 0) {
            throw new EOFException("the other side closed it");
        }
        if (read > 0) {
            throw new IOException("the other side spoke, though this way is not its own");
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }
}
