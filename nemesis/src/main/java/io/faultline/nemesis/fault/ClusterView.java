package io.faultline.nemesis.fault;

import java.util.List;
import java.util.Optional;

/**
 * What a fault may know of the cluster when it is resolved.
 *
 * <p>All lists are ordered and keep their order between calls: the resolution of a symbolic target
 * is a pure function of this view.
 */
public interface ClusterView {

    /** Returns every node of the cluster, up or not. */
    List<String> nodes();

    /** Returns the nodes whose process runs, the paused ones included. */
    List<String> up();

    /** Returns the nodes that are paused. */
    List<String> paused();

    /** Returns the live leader of the highest term known, if there is one. */
    Optional<String> leader();
}
