package io.faultline.node.process;

import io.faultline.node.storage.FileSystemDisk;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Starts a node from environment variables: {@code java -jar faultline-node.jar}.
 *
 * <p>Events go to standard output, sentences for the operator to standard error. {@code docs/NODE.md} tells of the
 * variables, the endpoints, the events and the exit codes.
 */
public final class NodeMain {
    /** The node is to be gone two seconds after it was asked to stop, whatever the disk does. */
    private static final long STOP_WITHIN_MS = 1_700;

    private NodeMain() {}

    /** Runs a node until it is stopped; never returns. */
    public static void main(String[] args) {
        if (args.length > 0) {
            System.err.println("faultline-node: takes no arguments, only environment variables; see docs/NODE.md");
            System.exit(Ending.BAD_CONFIG.code());
        }
        NodeConfig config = null;
        try {
            config = NodeConfigReader.read(System.getenv());
        } catch (BadConfigException e) {
            System.err.println("faultline-node: " + e.getMessage());
            System.exit(Ending.BAD_CONFIG.code());
        }
        run(config);
    }

    private static void run(NodeConfig config) {
        String prefix = "faultline-node " + config.raft().self() + ": ";
        Consumer<String> notices = sentence -> System.err.println(prefix + sentence);
        // A node that has lost one of its threads is neither dead nor alive; dead is better.
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {
            notices.accept("unexpected failure in thread " + thread.getName());
            e.printStackTrace();
            Runtime.getRuntime().halt(Ending.BROKEN.code());
        });
        // Not System.out, which would hide that nobody takes the events any more.
        FileOutputStream events = new FileOutputStream(FileDescriptor.out);
        NodeProcess process = new NodeProcess(config, new FileSystemDisk(), events, notices);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process, notices), "stop"));
        Ending ending = process.run();
        if (ending != Ending.STOPPED) {
            Runtime.getRuntime().halt(ending.code());
        }
        // Asked to stop: the hook, which waits for this, ends the process. A node does not stop by itself.
    }

    /** Runs when the process is asked to end; ends it itself, as Java would tell of the signal by its exit code. */
    private static void stop(NodeProcess process, Consumer<String> notices) {
        process.stop();
        try {
            Optional<Ending> ending = process.awaitEnd(STOP_WITHIN_MS);
            if (ending.isPresent()) {
                Runtime.getRuntime().halt(ending.get().code());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        notices.accept("did not stop within " + STOP_WITHIN_MS + " ms and is ended by force");
        Runtime.getRuntime().halt(Ending.BROKEN.code());
    }
}
