package io.faultline.checkers.election;

import io.faultline.checkers.history.ConditionEvent;
import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.FaultEvent;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.NodeEvents;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.Role;
import io.faultline.checkers.history.Timing;
import io.faultline.checkers.membership.Configuration;
import io.faultline.checkers.membership.Memberships;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The node events of a history as columns: position 0 is the first node event, and so on.
 *
 * <p>Of what a node says of its log in a row, in one incarnation, term and role, only the first is here, and what changes
 * the members in force: the rest tells elections nothing, and is nearly all of a history under load.
 *
 * <p>What several checkers ask of each event (which node, which kind, which term) is looked up once here, in the one walk
 * over the history's objects; all else walks over arrays.
 */
final class Trace {
    /** In the column {@link #peer}: the event speaks of no other node. */
    static final int NOBODY = -1;

    final Names names;
    /** How many node events are here. */
    final int size;
    /** How many are left out. */
    final int leftOut;

    private final NodeEvents said;
    /** By position: that among all node events. */
    private final int[] place;

    final long[] index;
    final long[] time;
    final long[] term;
    final int[] node;
    final Kind[] kind;
    /** The candidate voted for or refused, or the leader followed. */
    final int[] peer;

    final List<ConditionEvent> conditions = new ArrayList<>();
    final List<FaultEvent> faults = new ArrayList<>();

    private final int[][] positions;
    private final Timing bounds;
    private final boolean preVote;
    private final Memberships memberships;
    private final long[] voters;
    private final long[] members;

    /** The trace of this history, made once. */
    static Trace of(History history) {
        return history.view(Trace.class, Trace::new);
    }

    private Trace(History history) {
        said = history.nodeEvents();
        memberships = Memberships.of(history);
        place = telling(said, memberships);
        size = place.length;
        leftOut = said.size() - size;
        index = new long[size];
        time = new long[size];
        term = new long[size];
        kind = new Kind[size];
        for (int p = 0; p < size; p++) {
            index[p] = said.index(place[p]);
            time[p] = said.time(place[p]);
            term[p] = said.term(place[p]);
            kind[p] = Kind.of(said.fact(place[p]));
        }
        for (Event one : history.otherEvents()) {
            if (one instanceof ConditionEvent change) {
                conditions.add(change);
            } else if (one instanceof FaultEvent fault) {
                faults.add(fault);
            }
        }
        names = new Names(history.nodes());
        voters = new long[memberships.all().size()];
        members = new long[voters.length];
        masks();
        node = new int[size];
        peer = new int[size];
        for (int p = 0; p < size; p++) {
            node[p] = names.findOrAdd(said.node(place[p]));
            peer[p] = peer(kind[p], said.fact(place[p]));
        }
        positions = positions();
        bounds = loosest(history.starts());
        preVote = history.starts().stream().allMatch(NodeFact.Started::preVote);
    }

    private static int[] telling(NodeEvents said, Memberships memberships) {
        int[] kept = new int[256];
        int count = 0;
        for (int p = 0; p < said.size(); p++) {
            if (!goesOn(said, p) || memberships.haveChanged(said.index(said.before(p)), said.index(p))) {
                kept = count == kept.length ? Arrays.copyOf(kept, 2 * count) : kept;
                kept[count++] = p;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    private static boolean goesOn(NodeEvents said, int p) {
        int before = said.before(p);
        return before != NodeEvents.NONE && said.isSameSpeaker(before, p) && said.isOfLog(p) && said.isOfLog(before);
    }

    private void masks() {
        for (int c = 0; c < voters.length; c++) {
            Configuration configuration = memberships.all().get(c);
            for (String name : configuration.voters()) {
                voters[c] |= 1L << names.findOrAdd(name);
            }
            members[c] = voters[c];
            for (String name : configuration.learners()) {
                members[c] |= 1L << names.findOrAdd(name);
            }
        }
    }

    /** Which configurations there were, and whether they ever changed. */
    Memberships memberships() {
        return memberships;
    }

    /** The number of the configuration in force at the node of this event, {@link Memberships#UNKNOWN} if not known. */
    int configuration(int position) {
        return memberships.inForce(index[position]);
    }

    /** Who votes in the configuration of this number. */
    long voters(int configuration) {
        return voters[configuration];
    }

    /** Whether this node votes in the configuration of this number. */
    boolean votes(int configuration, String name) {
        int number = names.find(name);
        return number != Names.NONE && (voters[configuration] >> number & 1) != 0;
    }

    /** Who votes or learns in the configuration of this number. */
    long members(int configuration) {
        return members[configuration];
    }

    /** How many votes make a majority in the configuration of this number. */
    int majority(int configuration) {
        return Long.bitCount(voters[configuration]) / 2 + 1;
    }

    /** Everybody who was ever a member. */
    long everMembers() {
        long all = 0;
        for (long some : members) {
            all |= some;
        }
        return all;
    }

    String name(int position) {
        return said.node(place[position]);
    }

    int incarnation(int position) {
        return said.incarnation(place[position]);
    }

    Role role(int position) {
        return said.role(place[position]);
    }

    NodeFact fact(int position) {
        return said.fact(place[position]);
    }

    /** All that this event says, for what is told of few of them. */
    NodeEvent event(int position) {
        return said.event(place[position]);
    }

    /** What the node of this event said of its state just before it, left out here or not; only where it had said any. */
    NodeEvent eventBefore(int position) {
        int before = said.before(place[position]);
        while (!Kind.of(said.fact(before)).tellsState()) {
            before = said.before(before);
        }
        return said.event(before);
    }

    /** The positions of one node's events, in order. */
    int[] positionsOf(int number) {
        return positions[number];
    }

    /** The loosest bounds any node was started with: least minimum, greatest rest; all 0 when none started. */
    Timing bounds() {
        return bounds;
    }

    /** Whether every start of every node was one with pre-vote. */
    boolean preVote() {
        return preVote;
    }

    private int peer(Kind kind, NodeFact fact) {
        String other = switch (kind) {
            case VOTE_GRANTED -> ((NodeFact.VoteGranted) fact).candidate();
            case VOTE_REFUSED -> ((NodeFact.VoteRefused) fact).candidate();
            case FOLLOWER -> ((NodeFact.Follower) fact).leader();
            default -> null;
        };
        return other == null ? NOBODY : names.findOrAdd(other);
    }

    private int[][] positions() {
        int[] counts = new int[names.size()];
        for (int p = 0; p < size; p++) {
            counts[node[p]]++;
        }
        int[][] lists = new int[counts.length][];
        for (int n = 0; n < lists.length; n++) {
            lists[n] = new int[counts[n]];
            counts[n] = 0;
        }
        for (int p = 0; p < size; p++) {
            lists[node[p]][counts[node[p]]++] = p;
        }
        return lists;
    }

    private static Timing loosest(List<NodeFact.Started> starts) {
        long min = Long.MAX_VALUE;
        long max = 0;
        long heartbeat = 0;
        long retry = 0;
        for (NodeFact.Started start : starts) {
            min = Math.min(min, start.timing().electionTimeoutMin());
            max = Math.max(max, start.timing().electionTimeoutMax());
            heartbeat = Math.max(heartbeat, start.timing().heartbeat());
            retry = Math.max(retry, start.timing().retry());
        }
        return new Timing(min == Long.MAX_VALUE ? 0 : min, max, heartbeat, retry);
    }
}
