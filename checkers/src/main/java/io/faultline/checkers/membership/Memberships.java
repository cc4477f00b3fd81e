package io.faultline.checkers.membership;

import io.faultline.checkers.history.Batch;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.NodeEvents;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The configurations of a history, numbered, and which of them is in force at which node after which event.
 *
 * <p>In force at a node is the last one in its log, committed or not (dissertation §4.1). It is known from what the node
 * says of it and of the entries it removes, so that a node that goes on with a configuration that its log does not hold any
 * more is found out. <em>Established</em> is the newest that any node has seen committed: no older one can commit or elect
 * anything new.
 */
public final class Memberships {
    /** In place of a number: nobody knows. */
    public static final int UNKNOWN = -1;

    private final Numbering numbering = new Numbering();
    private final boolean changing;
    /** By event of a node: what is in force at it afterwards; null in a history in which nothing changes. */
    private final int[] inForce;
    /** By event: what is established afterwards. */
    private final int[] established;

    /** The memberships of this history, found out once. */
    public static Memberships of(History history) {
        return history.view(Memberships.class, Memberships::new);
    }

    private Memberships(History history) {
        changing = tellsOfChanges(history.nodeEvents());
        if (changing) {
            inForce = new int[history.size()];
            established = new int[history.size()];
            walk(history);
        } else {
            inForce = null;
            established = null;
            numbering.number(Configuration.of(0, history.nodes(), List.of()));
        }
    }

    private static boolean tellsOfChanges(NodeEvents said) {
        for (int p = 0; p < said.size(); p++) {
            if (said.batch(p) == Batch.NONE && said.fact(p) instanceof LogFact.ConfigChanged) {
                return true;
            }
        }
        return false;
    }

    private void walk(History history) {
        NodeEvents said = history.nodeEvents();
        Map<String, NodeConfigurations> nodes = new HashMap<>();
        Arrays.fill(inForce, UNKNOWN);
        int newest = UNKNOWN;
        int told = 0;
        for (int p = 0; p < said.size(); p++) {
            int at = Math.toIntExact(said.index(p));
            Arrays.fill(established, told, at, newest);
            NodeConfigurations node = nodes.computeIfAbsent(said.node(p), name -> new NodeConfigurations(numbering));
            node.see(said, p);
            inForce[at] = node.inForce();
            newest = newer(newest, node);
            established[at] = newest;
            told = at + 1;
        }
        Arrays.fill(established, told, established.length, newest);
    }

    private int newer(int before, NodeConfigurations node) {
        int now = node.inForce();
        if (now == UNKNOWN || now == before || numbering.get(now).index() > node.commit()) {
            return before;
        }
        boolean newer = before == UNKNOWN
                || numbering.get(now).index() > numbering.get(before).index();
        return newer ? now : before;
    }

    /** Whether any node ever said that another configuration is in force. */
    public boolean areChanging() {
        return changing;
    }

    /** All there are, by number. */
    public List<Configuration> all() {
        return numbering.all();
    }

    /** The number of the configuration in force, after the event of this index, at the node that told it. */
    public int inForce(long index) {
        return changing ? inForce[Math.toIntExact(index)] : 0;
    }

    /** The number of the newest configuration that was seen committed when the event of this index had happened. */
    public int established(long index) {
        return changing ? established[Math.toIntExact(index)] : 0;
    }

    /**
     * Whether the second of these events changed anything: what is in force at its node, which told the first just before, or
     * what is established.
     */
    public boolean haveChanged(long before, long now) {
        return changing && (inForce(now) != inForce(before) || established(now) != established(now - 1));
    }
}
