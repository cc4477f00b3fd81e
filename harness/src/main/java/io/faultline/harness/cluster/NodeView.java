package io.faultline.harness.cluster;

import io.faultline.checkers.history.Role;
import java.util.Optional;

/**
 * What is known of a running node.
 *
 * @param leader whom it follows, itself when it leads
 */
public record NodeView(String node, long term, Role role, Optional<String> leader, boolean paused) {}
