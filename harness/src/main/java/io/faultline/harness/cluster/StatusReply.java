package io.faultline.harness.cluster;

import io.faultline.checkers.history.Role;
import java.util.Optional;

/**
 * What a node says of itself when a client asks.
 *
 * @param incarnation which start of the node this is
 * @param leader whom it follows, itself when it leads
 */
public record StatusReply(String node, int incarnation, long term, Role role, Optional<String> leader) {}
