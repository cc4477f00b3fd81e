package io.faultline.checkers.history;

import java.util.List;

/**
 * What is wrong with the cluster from a given moment on, so that no checker has to interpret faults.
 *
 * <p>All lists are kept sorted and without repeats: equal conditions are equal values.
 *
 * @param down nodes that do not run
 * @param paused nodes that are frozen
 * @param cut links that carry nothing, those of clients too
 * @param degraded links whose latency, loss or order is out of the stated bounds
 * @param impaired nodes whose clock or disk is being tampered with
 */
public record Condition(
        List<String> down, List<String> paused, List<Link> cut, List<Link> degraded, List<String> impaired) {

    /** Nothing is wrong. A history begins in this condition. */
    public static final Condition CALM = new Condition(List.of(), List.of(), List.of(), List.of(), List.of());

    public Condition {
        down = sorted(down);
        paused = sorted(paused);
        cut = sorted(cut);
        degraded = sorted(degraded);
        impaired = sorted(impaired);
    }

    private static <T extends Comparable<T>> List<T> sorted(List<T> list) {
        for (int i = 1; i < list.size(); i++) {
            if (list.get(i - 1).compareTo(list.get(i)) >= 0) {
                return list.stream().sorted().distinct().toList();
            }
        }
        return List.copyOf(list);
    }
}
