package io.faultline.nemesis.fault;

import java.util.List;

/** A fault on the way between clients and nodes; what nodes tell each other is not touched. */
public sealed interface ClientFault extends Fault permits RequestLoss, ReplyLoss, ClientLatency {

    /** Returns the nodes whose clients it hits. */
    Target target();

    @Override
    default List<String> namedNodes() {
        return target().mentioned();
    }
}
