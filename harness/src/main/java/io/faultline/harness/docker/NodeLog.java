package io.faultline.harness.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import io.faultline.checkers.history.json.MalformedHistoryException;
import io.faultline.checkers.history.json.NodeLine;
import io.faultline.harness.cluster.NodeOutput;
import io.faultline.harness.docker.ContainerSystem.EventFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What the node in a container tells of itself, event by event, over all its starts.
 *
 * <p>The engine keeps the log of a container across starts and serves it from its beginning. Each start is followed
 * anew from there, and events handed over before are skipped by their incarnation and number: so none is lost and none
 * comes twice, whenever the follower before ended. A line that a kill cut off has no end of line; its rest is now and then delivered
 * after the next start, and put to it. Where there is no rest it is dropped, as is a rest without its beginning: if that
 * was an event, its number is missed, and the verdict says unknown. What nodes write besides, raw, is handed over by the
 * piece: those that the engine has served before are skipped by their count.
 *
 * <p>Events come in a thread of the Docker client, one at a time. All methods may be called by any thread.
 */
final class NodeLog implements AutoCloseable {
    private final DockerClient docker;
    private final String node;
    private final String container;
    private final Listener listener;
    private final NodeOutput output;
    private final Optional<EventFormat> format;
    private Follower current;
    private int incarnation;
    private long seq;
    private long pieces;
    private String lastError = "";
    private boolean closed;

    /** Who is told. */
    interface Listener {
        void said(NodeLine line);

        /** The node wrote what is no event. */
        void malformed(RuntimeException why);

        /** The container has ended, and all it wrote is handed over. */
        void ended(String node);
    }

    /** A log that nobody follows yet. */
    NodeLog(
            DockerClient docker,
            String node,
            String container,
            Optional<EventFormat> format,
            Listener listener,
            NodeOutput output) {
        this.docker = docker;
        this.node = node;
        this.container = container;
        this.format = format;
        this.listener = listener;
        this.output = output;
    }

    /**
     * Follows the container, which has just been started, and waits until the node has said something or has ended;
     * one that says nothing of itself is not waited for.
     *
     * <p>So nobody stops it between counting this start and telling of it, which would look like a lost event.
     */
    void follow(long seconds) {
        Follower follower = new Follower();
        Follower before;
        synchronized (this) {
            if (closed) {
                return;
            }
            before = current;
            current = follower;
        }
        close(before);
        docker.logContainerCmd(container)
                .withStdOut(true)
                .withStdErr(true)
                .withFollowStream(true)
                .exec(follower);
        if (format.isEmpty()) {
            return;
        }
        try {
            follower.news.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the node last wrote on standard error. */
    synchronized String lastError() {
        return lastError;
    }

    private synchronized void raw(Follower follower, byte[] piece) {
        if (follower == current && ++follower.pieces > pieces) {
            pieces = follower.pieces;
            output.wrote(node, piece);
        }
    }

    private synchronized void line(Follower follower, String piece) {
        if (follower != current || format.isEmpty()) {
            return;
        }
        String begins = format.get().begins();
        String text = piece.startsWith(begins) ? piece : follower.torn + piece;
        follower.torn = text.endsWith("\n") ? "" : text;
        if (follower.torn.isEmpty() && text.startsWith(begins)) {
            event(follower, text.stripTrailing());
        }
    }

    private void event(Follower follower, String text) {
        NodeLine line;
        try {
            line = format.get().parser().parse(text, "the output of " + node, ++follower.lines);
        } catch (MalformedHistoryException malformed) {
            listener.malformed(malformed);
            return;
        }
        if (line.incarnation() > incarnation || line.incarnation() == incarnation && line.seq() > seq) {
            incarnation = line.incarnation();
            seq = line.seq();
            listener.said(line);
            follower.news.countDown();
        }
    }

    private synchronized void error(String text) {
        lastError = text.strip();
    }

    private synchronized void ended(Follower follower) {
        follower.news.countDown();
        if (follower == current) {
            listener.ended(node);
        }
    }

    @Override
    public void close() {
        Follower last;
        synchronized (this) {
            closed = true;
            last = current;
            current = null;
        }
        close(last);
    }

    private static void close(Follower follower) {
        if (follower != null) {
            try {
                follower.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** One look through the log from its beginning; the engine frames each line. */
    private final class Follower extends ResultCallback.Adapter<Frame> {
        private final CountDownLatch news = new CountDownLatch(1);
        private long lines;
        private long pieces;
        private String torn = "";

        @Override
        public void onNext(Frame frame) {
            raw(this, frame.getPayload());
            String text = new String(frame.getPayload(), StandardCharsets.UTF_8);
            if (frame.getStreamType() == StreamType.STDOUT) {
                line(this, text);
            } else {
                error(text);
            }
        }

        @Override
        public void onComplete() {
            super.onComplete();
            ended(this);
        }

        @Override
        public void onError(Throwable error) {
            super.onError(error);
            ended(this);
        }
    }
}
