package io.faultline.checkers.election;

import io.faultline.checkers.history.Condition;
import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.Link;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeFact;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a calm stretch is, said as plainly as can be and as slowly as it likes: every set of nodes is tried, every
 * question asked of the lists of the condition itself. The twin that {@link CalmStretches} is compared with.
 */
final class SlowCalm {
    private final History history;
    private final List<String> members;
    private final boolean judgeDeaf;

    SlowCalm(History history, boolean judgeDeaf) {
        this.history = history;
        this.members = history.nodes();
        this.judgeDeaf = judgeDeaf && preVote();
    }

    /** One stretch: the group, the deaf nodes it hears, first index, index after the last, begin and end in time. */
    record Stretch(Set<String> group, Set<String> deaf, long index, long endIndex, long from, long to) {}

    /** What is so after an event that changes who can talk to whom. */
    private record State(long index, long time, Set<String> awake, Condition condition, String restarted) {}

    List<Stretch> stretches() {
        List<State> states = states();
        List<Stretch> found = new ArrayList<>();
        int i = 0;
        while (i < states.size()) {
            Set<String> group = group(states.get(i));
            int j = i + 1;
            if (!group.isEmpty()) {
                while (j < states.size() && undisturbed(group, states.get(j - 1), states.get(j))) {
                    j++;
                }
                boolean last = j == states.size();
                found.add(new Stretch(
                        group,
                        heardDeaf(states.get(i), group),
                        states.get(i).index,
                        last ? history.size() : states.get(j).index,
                        states.get(i).time,
                        last ? history.end() : states.get(j).time));
            }
            i = j;
        }
        return found;
    }

    private List<State> states() {
        List<State> states = new ArrayList<>();
        SlowConditions conditions = new SlowConditions();
        states.add(new State(0, 0, Set.of(), conditions.condition(), null));
        for (Event event : history.events()) {
            if (!conditions.see(event)) {
                continue;
            }
            if (event.index() == 0) {
                states.clear();
            }
            states.add(new State(
                    event.index(), event.time(), conditions.awake(), conditions.condition(), conditions.restarted()));
        }
        return states;
    }

    private boolean undisturbed(Set<String> group, State before, State after) {
        if (!group(after).equals(group)
                || !heardDeaf(after, group).equals(heardDeaf(before, group))
                || group.contains(String.valueOf(after.restarted))
                || heardDeaf(after, group).contains(String.valueOf(after.restarted))) {
            return false;
        }
        return border(group, before).equals(border(group, after));
    }

    /** The cut links that cross the group's border. */
    private Set<Link> border(Set<String> group, State state) {
        Set<Link> border = new HashSet<>();
        for (Link link : state.condition.cut()) {
            if (group.contains(link.from()) != group.contains(link.to()) && known(link)) {
                border.add(link);
            }
        }
        return border;
    }

    private boolean known(Link link) {
        return members.contains(link.from()) && members.contains(link.to());
    }

    /** The one set of nodes that is a group; empty when there is none. Tries them all. */
    private Set<String> group(State state) {
        for (int set = 1; set < 1 << members.size(); set++) {
            Set<String> nodes = new TreeSet<>();
            for (int n = 0; n < members.size(); n++) {
                if ((set >> n & 1) != 0) {
                    nodes.add(members.get(n));
                }
            }
            if (isGroup(nodes, state)) {
                return nodes;
            }
        }
        return Set.of();
    }

    private boolean isGroup(Set<String> nodes, State state) {
        Set<String> taking = new TreeSet<>(state.awake);
        if (judgeDeaf) {
            taking.removeAll(deaf(state));
        }
        if (2 * nodes.size() <= members.size() || !taking.containsAll(nodes)) {
            return false;
        }
        for (String a : nodes) {
            if (state.condition.impaired().contains(a)) {
                return false;
            }
            for (String b : taking) {
                if (a.equals(b)) {
                    continue;
                }
                if (nodes.contains(b)) {
                    if (cut(state, a, b) || cut(state, b, a) || degraded(state, a, b)) {
                        return false;
                    }
                } else if (!cut(state, a, b) || !cut(state, b, a)) {
                    return false;
                }
            }
        }
        return !judgeDeaf || deaf(state).stream().allMatch(node -> reachesAllOrNone(node, nodes, state));
    }

    private boolean reachesAllOrNone(String deaf, Set<String> nodes, State state) {
        boolean none = nodes.stream().allMatch(node -> cut(state, deaf, node));
        boolean all = nodes.stream().noneMatch(node -> cut(state, deaf, node) || degraded(state, deaf, node))
                && !state.condition.impaired().contains(deaf);
        return none || all;
    }

    private Set<String> deaf(State state) {
        Set<String> deaf = new TreeSet<>();
        for (String node : state.awake) {
            Set<String> others = new TreeSet<>(state.awake);
            others.remove(node);
            if (!others.isEmpty() && others.stream().allMatch(other -> cut(state, other, node))) {
                deaf.add(node);
            }
        }
        return deaf;
    }

    private Set<String> heardDeaf(State state, Set<String> group) {
        Set<String> heard = new TreeSet<>();
        if (judgeDeaf) {
            for (String node : deaf(state)) {
                if (group.stream().anyMatch(one -> !cut(state, node, one))) {
                    heard.add(node);
                }
            }
        }
        return heard;
    }

    private boolean preVote() {
        return history.events().stream()
                .noneMatch(event -> event instanceof NodeEvent node
                        && node.fact() instanceof NodeFact.Started started
                        && !started.preVote());
    }

    private static boolean cut(State state, String from, String to) {
        return state.condition.cut().contains(new Link(from, to));
    }

    private static boolean degraded(State state, String from, String to) {
        return state.condition.degraded().contains(new Link(from, to));
    }
}
