package io.faultline.nemesis.fault;

import java.util.List;
import java.util.Objects;

/**
 * A fault as it was resolved in an earlier run, for replaying exactly that.
 *
 * @param of what it was
 * @param injection what it meant
 */
public record Resolved(FaultKind of, Injection injection) implements Fault {

    /** Checks that it stands for a fault that needed resolving. */
    public Resolved {
        Objects.requireNonNull(injection, "injection");
        if (of == FaultKind.RESOLVED) {
            throw new IllegalArgumentException("a resolved fault cannot be resolved again");
        }
    }

    @Override
    public FaultKind kind() {
        return FaultKind.RESOLVED;
    }

    @Override
    public FaultClass faultClass() {
        return of.faultClass();
    }

    @Override
    public Injection resolve(ClusterView view) {
        return injection;
    }

    @Override
    public List<String> namedNodes() {
        return injection.touched();
    }
}
