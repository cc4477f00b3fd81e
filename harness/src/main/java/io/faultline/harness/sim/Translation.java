package io.faultline.harness.sim;

import io.faultline.checkers.history.HexDigests;
import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.LogStart;
import io.faultline.checkers.history.LogTail;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.Role;
import io.faultline.checkers.history.SnapshotPoint;
import io.faultline.checkers.history.Timing;
import io.faultline.node.raft.Fact;
import io.faultline.node.raft.NodeId;
import java.util.List;

/** Node events in the words of the history: the node and the checkers do not know each other. */
final class Translation {
    private static final String[] NAMES = new String[NodeId.MAX + 1];
    private static final NodeFact TERM_CHANGED = new NodeFact.TermChanged();
    private static final NodeFact PRE_CANDIDATE = new NodeFact.PreCandidate();
    private static final NodeFact CANDIDATE = new NodeFact.Candidate(false);
    private static final NodeFact SUCCESSOR = new NodeFact.Candidate(true);
    private static final NodeFact STOPPED = new NodeFact.Stopped();

    static {
        for (int i = 1; i <= NodeId.MAX; i++) {
            NAMES[i] = NodeId.of(i).toString();
        }
    }

    private Translation() {}

    static String name(NodeId node) {
        return node == null ? null : NAMES[node.number()];
    }

    static Role role(io.faultline.node.raft.Role role) {
        return switch (role) {
            case FOLLOWER -> Role.FOLLOWER;
            case PRE_CANDIDATE -> Role.PRE_CANDIDATE;
            case CANDIDATE -> Role.CANDIDATE;
            case LEADER -> Role.LEADER;
        };
    }

    /** A fact that is no batch of entries; those are {@link ToldEvents told} as numbers. */
    static NodeFact fact(Fact fact) {
        NodeFact ofLog = ofLog(fact);
        return ofLog == null ? ofNode(fact) : ofLog;
    }

    private static NodeFact ofLog(Fact fact) {
        if (fact instanceof Fact.Truncated truncated) {
            return new LogFact.Truncated(truncated.from());
        } else if (fact instanceof Fact.SnapshotTaken taken) {
            return new LogFact.SnapshotTaken(point(taken.snapshot()));
        } else if (fact instanceof Fact.SnapshotInstalled installed) {
            return new LogFact.SnapshotInstalled(point(installed.snapshot()));
        } else if (fact instanceof Fact.ConfigChanged changed) {
            return new LogFact.ConfigChanged(
                    changed.index(),
                    names(changed.configuration().voters().toList()),
                    names(changed.configuration().learners().toList()));
        }
        return null;
    }

    private static SnapshotPoint point(Fact.SnapshotPoint point) {
        return point == null ? null : new SnapshotPoint(point.index(), point.term(), HexDigests.text(point.digest()));
    }

    private static NodeFact ofNode(Fact fact) {
        if (fact instanceof Fact.TimeoutDrawn drawn) {
            return new NodeFact.TimeoutDrawn(drawn.timeout());
        } else if (fact instanceof Fact.TermChanged) {
            return TERM_CHANGED;
        } else if (fact instanceof Fact.VoteGranted granted) {
            return new NodeFact.VoteGranted(name(granted.candidate()));
        } else if (fact instanceof Fact.VoteRefused refused) {
            return new NodeFact.VoteRefused(
                    name(refused.candidate()), refused.requestTerm(), tail(refused.candidateLog()));
        } else if (fact instanceof Fact.Follower follower) {
            return new NodeFact.Follower(name(follower.leader()), role(follower.from()));
        } else if (fact instanceof Fact.PreCandidate) {
            return PRE_CANDIDATE;
        } else if (fact instanceof Fact.Candidate candidate) {
            return candidate.transfer() ? SUCCESSOR : CANDIDATE;
        } else if (fact instanceof Fact.Leader leader) {
            return new NodeFact.Leader(names(leader.voters().toList()));
        } else if (fact instanceof Fact.Started started) {
            return started(started);
        } else if (fact instanceof Fact.RpcRate rate) {
            return new NodeFact.RpcRate(name(rate.peer()), rate.rpc(), rate.count(), rate.window(), rate.limit());
        } else if (fact instanceof Fact.Stalled stalled) {
            return new NodeFact.Stalled(stalled.nanos());
        } else if (fact instanceof Fact.StorageFailed failed) {
            return new NodeFact.StorageFailed(failed.reason());
        } else if (fact instanceof Fact.Stopped) {
            return STOPPED;
        }
        throw new IllegalStateException("no word in the history for " + fact);
    }

    private static NodeFact started(Fact.Started started) {
        io.faultline.node.raft.Timing timing = started.timing();
        return new NodeFact.Started(
                names(started.members()),
                new Timing(
                        timing.electionTimeoutMin(), timing.electionTimeoutMax(), timing.heartbeat(), timing.retry()),
                started.preVote(),
                new LogStart(started.firstLogIndex(), tail(started.log()), point(started.snapshot())));
    }

    private static LogTail tail(io.faultline.node.raft.LogTail log) {
        return new LogTail(log.index(), log.term());
    }

    private static List<String> names(List<NodeId> nodes) {
        return nodes.stream().map(Translation::name).toList();
    }
}
