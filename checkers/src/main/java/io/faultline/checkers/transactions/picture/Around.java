package io.faultline.checkers.transactions.picture;

import io.faultline.checkers.transactions.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is drawn around a cycle, read from its tree.
 *
 * @param boxes the transactions of the cycle, and then those around
 * @param distances how many edges each is away from the cycle, 0 for its own
 * @param arrows between any of these, apart from the cycle's own
 */
record Around(long reach, long leftOut, List<Drawing.Box> boxes, List<Long> distances, List<Drawing.Arrow> arrows) {

    /** What that tree tells of it; empty when it tells nothing that can be drawn. */
    static Optional<Around> of(Map<?, ?> tree, Drawing cycle) {
        if (!(tree.get(CyclePicture.NEIGHBOURHOOD) instanceof Map<?, ?> told)) {
            return Optional.empty();
        }
        List<Drawing.Box> boxes = new ArrayList<>(cycle.boxes());
        boxes.addAll(Drawing.boxes(told));
        List<Long> distances = new ArrayList<>();
        cycle.boxes().forEach(box -> distances.add(0L));
        if (told.get("transactions") instanceof List<?> list) {
            list.forEach(one ->
                    distances.add(one instanceof Map<?, ?> box ? Math.max(1, number(box.get("distance"))) : 1L));
        }
        return boxes.size() == distances.size() && boxes.size() <= Reach.TRANSACTIONS_MOST
                ? Drawing.arrows(told, boxes)
                        .map(arrows -> new Around(
                                number(told.get("reach")), number(told.get("leftOut")), boxes, distances, arrows))
                : Optional.empty();
    }

    private static long number(Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    /** What the picture shows, and what it does not, so that nobody takes it for the whole. */
    String told() {
        long shown = distances.stream().filter(distance -> distance > 0).count();
        String within = " within " + edges(reach) + " of it";
        if (leftOut > 0) {
            return "Bold: the cycle. Faint: " + shown + " of the " + (shown + leftOut) + " other transactions" + within
                    + "; " + leftOut + (leftOut == 1 ? " is left out." : " are left out.");
        } else if (shown == 0) {
            return "Bold: the cycle. There is no other transaction" + within + ".";
        }
        return "Bold: the cycle. Faint: "
                + (shown == 1 ? "the only other transaction" : "all " + shown + " other transactions") + within + ".";
    }

    static String edges(long count) {
        return count == 1 ? "1 edge" : count + " edges";
    }
}
