package io.faultline.node.process;

import io.faultline.node.mutants.Variant;
import io.faultline.node.net.PeerAddress;
import io.faultline.node.raft.LogTail;
import io.faultline.node.raft.RaftConfig;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All that a node process is told.
 *
 * @param raft who the node is, its timing already that of the variant
 * @param peers where all nodes listen, this one included
 * @param variant the mutant or control to run as, if any
 * @param seed for election timeouts; without one they are drawn by chance
 * @param initialLog where the log of a node ends that never ran before
 * @param sessionTtl after so long unused, ns of the log's time, a client's session expires
 * @param answerWithin a client that was told nothing for so long, ns, is told that nobody knows
 * @param failpoints whether the node may be hurt from within
 */
record NodeConfig(
        RaftConfig raft,
        List<PeerAddress> peers,
        String cluster,
        InetAddress bind,
        int clientPort,
        Path data,
        Optional<Variant> variant,
        OptionalLong seed,
        LogTail initialLog,
        long sessionTtl,
        long answerWithin,
        boolean failpoints) {}
