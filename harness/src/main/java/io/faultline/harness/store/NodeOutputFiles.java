package io.faultline.harness.store;

import io.faultline.harness.cluster.NodeOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What each node writes, in a file of its own: {@code nodes/n1.log} and so on, made when there is something to write.
 *
 * <p>Nothing is held back, so that it is there also when the harness is killed. A file that can't be written must not
 * stop what reads the node's events: the failure is kept for {@link #close}.
 */
final class NodeOutputFiles implements NodeOutput, AutoCloseable {
    /** The folder of these files within that of the trial. */
    static final String FOLDER = "nodes";

    private final Path folder;
    private final Map<String, OutputStream> files = new LinkedHashMap<>();
    private IOException failure;
    private boolean closed;

    NodeOutputFiles(Path trial) {
        this.folder = trial.resolve(FOLDER);
    }

    @Override
    public synchronized void wrote(String node, byte[] piece) {
        if (closed || failure != null) {
            return;
        }
        try {
            OutputStream file = files.get(node);
            if (file == null) {
                Files.createDirectories(folder);
                file = Files.newOutputStream(folder.resolve(node + ".log"));
                files.put(node, file);
            }
            file.write(piece);
        } catch (IOException error) {
            failure = error;
        }
    }

    /**
     * Ends the files; what comes later is dropped.
     *
     * @throws IOException when something could not be written
     */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        for (OutputStream file : files.values()) {
            try {
                file.close();
            } catch (IOException error) {
                failure = failure == null ? error : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
