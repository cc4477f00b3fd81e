package io.faultline.nemesis.fault;

import java.util.List;

/** A fault that changes how some links carry messages, without cutting them. */
public sealed interface LinkFault extends Fault
        permits Latency, Bandwidth, Slicer, SlowClose, ResetPeer, LimitData, Loss, Duplication, Reordering {

    /** Returns the links it touches. */
    Links links();

    /** Returns what it does to each of them. */
    LinkShape shape();

    @Override
    default Injection resolve(ClusterView view) {
        return new Injection.ShapeLinks(links().resolve(view), shape());
    }

    @Override
    default List<String> namedNodes() {
        return links().mentioned();
    }
}
