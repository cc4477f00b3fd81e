package io.faultline.harness.members;

import io.faultline.checkers.history.Role;
import io.faultline.harness.cluster.Cluster;
import io.faultline.harness.cluster.Membership;
import io.faultline.harness.cluster.ReconfigureOutcome;
import io.faultline.nemesis.fault.Injection;
import io.faultline.nemesis.fault.Standing;
import io.faultline.nemesis.play.ActiveFaults;
import io.faultline.nemesis.play.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Takes the members of a cluster to where the faults in force want them, and back when these have ended.
 *
 * <p>It looks again and again at what the leader says, and asks it for the next step. A step waits until the one before it is
 * settled: answered, and committed as far as the leader knows; or until another node leads, which makes of it what it will. A
 * hasty fault lets steps of several nodes be under way together, and asks every node that takes itself for the leader, also
 * one that others have left behind. A majority of all nodes always keeps its vote, so that
 * few other faults can take the last voter there is. Only nodes that a fault has touched are taken anywhere.
 */
public final class MemberSteps {
    private static final long MS = 1_000_000;
    private static final long PAUSE = 100 * MS;

    /** A node that nothing holds down and that has not come up for so long does not come. */
    private static final long DOWN_FOR_GOOD = 20_000 * MS;

    private final Cluster cluster;
    private final HandOver handOver;
    private final Set<String> touched = new TreeSet<>();
    private final List<Asked> underWay = new ArrayList<>();
    private final List<Return> returns = new ArrayList<>();
    private SortedMap<String, Standing> wanted = Collections.emptySortedMap();
    private boolean hasty;
    private boolean looksSoon;
    private int turn;

    /** A step that a node was asked for and that is not answered. */
    private record Asked(String leader, Step step) {}

    /** Nodes that are to be voters again. */
    private record Return(List<String> nodes, long since, Consumer<Outcome> done) {}

    /**
     * The members of that cluster.
     *
     * @param handingOver hears, whenever that changes, which nodes may be about to hand over or to take leadership, so that
     *     nobody must expect them to be calm
     */
    public MemberSteps(Cluster cluster, Consumer<Set<String>> handingOver) {
        this.cluster = cluster;
        this.handOver = new HandOver(cluster, handingOver);
    }

    /** From now on these faults are in force. */
    public void want(ActiveFaults active) {
        wanted = active.members();
        touched.addAll(wanted.keySet());
        hasty = active.injections().values().stream()
                .anyMatch(injection -> injection instanceof Injection.MembersChanged change && change.hasty());
        lookSoon(0);
    }

    /**
     * Waits until the nodes are voters again, but for those that another fault wants to be none.
     *
     * @param done hears of it; also when a node is left out because it is down for good
     */
    public void awaitReturn(Collection<String> nodes, Consumer<Outcome> done) {
        returns.add(new Return(List.copyOf(nodes), cluster.timeline().now(), done));
        lookSoon(0);
    }

    /**
     * Asks the leader, once, to hand over to that node.
     *
     * @param done hears what came of it
     */
    public void handOver(String to, Consumer<Outcome> done) {
        handOver.begin(to, done);
    }

    private void lookSoon(long delay) {
        if (!looksSoon) {
            looksSoon = true;
            cluster.timeline().schedule(delay, this::look);
        }
    }

    private void look() {
        looksSoon = false;
        Optional<String> leader = cluster.faults().view().leader();
        leader.flatMap(cluster::membership).ifPresent(this::tellOfReturns);
        if (hasty) {
            cluster.nodes().stream().filter(this::leads).forEach(this::ask);
        } else {
            leader.ifPresent(this::ask);
        }
        if (!wanted.isEmpty() || !returns.isEmpty()) {
            lookSoon(PAUSE);
        }
    }

    private boolean leads(String node) {
        return cluster.view(node)
                .filter(view -> view.role() == Role.LEADER && !view.paused())
                .isPresent();
    }

    private void ask(String leader) {
        cluster.membership(leader).ifPresent(now -> ask(leader, now));
    }

    private void ask(String leader, Membership now) {
        List<Step> steps = steps(now);
        Collections.rotate(steps, -(turn++ % Math.max(1, steps.size())));
        for (Step step : steps) {
            if (mayAsk(leader, now, step)) {
                Asked asked = new Asked(leader, step);
                underWay.add(asked);
                cluster.reconfigure(leader, step.change(), step.node(), outcome -> answered(asked, outcome));
            }
        }
    }

    /** What would bring each node nearer to what it is to be. */
    private List<Step> steps(Membership now) {
        int votersMin = cluster.nodes().size() / 2 + 1;
        List<Step> steps = new ArrayList<>();
        for (String node : touched) {
            Step.towards(wanted.get(node), node, now, votersMin).ifPresent(steps::add);
        }
        return steps;
    }

    private boolean mayAsk(String leader, Membership now, Step step) {
        for (Asked asked : underWay) {
            if (asked.leader().equals(leader) && (!hasty || asked.step().node().equals(step.node()))) {
                return false;
            }
        }
        return hasty || now.committed();
    }

    private void answered(Asked asked, ReconfigureOutcome outcome) {
        underWay.remove(asked);
        if (outcome instanceof ReconfigureOutcome.Done) {
            lookSoon(0);
        }
    }

    private void tellOfReturns(Membership now) {
        for (Return awaited : List.copyOf(returns)) {
            List<String> missing = new ArrayList<>();
            boolean all = true;
            for (String node : awaited.nodes()) {
                boolean back = wanted.containsKey(node) || now.voters().contains(node) && now.committed();
                if (!back) {
                    missing.add(node);
                    all &= isDownForGood(node, awaited.since());
                }
            }
            if (all) {
                returns.remove(awaited);
                awaited.done()
                        .accept(new Outcome(
                                true, missing.isEmpty() ? "voters again" : "down for good and no voters: " + missing));
            }
        }
    }

    private boolean isDownForGood(String node, long since) {
        return cluster.timeline().now() - since > DOWN_FOR_GOOD
                && !cluster.faults().view().up().contains(node);
    }
}
