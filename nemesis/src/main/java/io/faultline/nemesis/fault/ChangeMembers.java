package io.faultline.nemesis.fault;

import java.util.List;
import java.util.Objects;

/**
 * Takes the vote of nodes, or removes them from the cluster, and makes them voters again at the end.
 *
 * <p>It is a wish: the leader of the moment is asked for one step after the other, again and again, until all of them are
 * committed or the fault ends. Removed nodes run on, with their data.
 *
 * @param target whom
 * @param standing what they are in the meantime
 * @param hasty whether a step is asked for before the one before it is settled, which a correct leader refuses
 */
public record ChangeMembers(Target target, Standing standing, boolean hasty) implements Fault {

    /** Checks that there is a standing. */
    public ChangeMembers {
        Objects.requireNonNull(standing, "standing");
    }

    @Override
    public FaultKind kind() {
        return FaultKind.CHANGE_MEMBERS;
    }

    @Override
    public Injection resolve(ClusterView view) {
        return new Injection.MembersChanged(target.resolve(view), standing, hasty);
    }

    @Override
    public List<String> namedNodes() {
        return target.mentioned();
    }
}
