package io.faultline.harness.suites;

import io.faultline.checkers.history.ConditionEvent;
import io.faultline.checkers.history.Event;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.NodeEvent;
import io.faultline.checkers.history.OperationEvent;
import io.faultline.checkers.history.OperationType;
import io.faultline.checkers.history.Role;
import io.faultline.nemesis.fault.Point;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often nodes died at each crash point, over all trials of a suite.
 *
 * <p>Where a schedule has nothing but crash points, whoever goes down died at one.
 */
final class CrashesSeen {
    private final Map<Point, Sum> sums = new TreeMap<>();

    /** Returns how many nodes died in this trial after clients had been answered for the first time. */
    int count(Point point, History history) {
        Sum one = of(history);
        sums.merge(point, one, Sum::plus);
        return one.crashes;
    }

    private static Sum of(History history) {
        Map<String, Role> roles = new HashMap<>();
        List<String> down = List.of();
        int crashes = 0;
        int leaders = 0;
        int answered = 0;
        for (Event event : history.events()) {
            if (event instanceof OperationEvent operation && operation.type() == OperationType.OK) {
                answered++;
            } else if (event instanceof NodeEvent node) {
                roles.put(node.node(), node.role());
            } else if (event instanceof ConditionEvent changed) {
                for (String node : changed.condition().down()) {
                    boolean died = answered > 0 && !down.contains(node);
                    crashes += died ? 1 : 0;
                    leaders += died && roles.get(node) == Role.LEADER ? 1 : 0;
                }
                down = changed.condition().down();
            }
        }
        return new Sum(1, crashes, leaders, answered);
    }

    void print() {
        sums.forEach((point, sum) -> System.out.println(String.format(
                Locale.ROOT,
                "%-15s %5d trials  %7d crashes  %6d of leaders  %8d operations acknowledged",
                point.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                sum.trials,
                sum.crashes,
                sum.leaders,
                sum.answered)));
    }

    private record Sum(int trials, int crashes, int leaders, int answered) {
        Sum plus(Sum other) {
            return new Sum(
                    trials + other.trials, crashes + other.crashes, leaders + other.leaders, answered + other.answered);
        }
    }
}
