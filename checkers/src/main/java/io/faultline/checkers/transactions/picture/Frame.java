package io.faultline.checkers.transactions.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Places on the edges of a rectangle for boxes that each have a direction in which they would like to be: they keep the order of
 * their directions, and all together are as near to them as can be.
 */
final class Frame {
    private static final int BOX_WIDTH = 132;
    private static final int BOX_HEIGHT = 38;
    private static final int COLUMN = BOX_WIDTH + 18;
    private static final int ROW = BOX_HEIGHT + 18;

    private final double halfWidth;
    private final double halfHeight;
    private final int columns;
    private final int rows;

    private Frame(double halfWidth, double halfHeight, int columns, int rows) {
        this.halfWidth = halfWidth;
        this.halfHeight = halfHeight;
        this.columns = columns;
        this.rows = rows;
    }

    /** The smallest frame around an area that has so many places. */
    static Frame around(double width, double height, int places) {
        int columns = (int) Math.ceil(width / COLUMN) + 1;
        int rows = (int) Math.ceil(height / ROW) + 1;
        while (2 * (columns + rows) < places) {
            rows++;
        }
        return new Frame(
                Math.max(width / 2 + COLUMN / 2.0 + 30, (columns - 1) * COLUMN / 2.0),
                Math.max(height / 2, (rows - 1) * ROW / 2.0) + ROW + 14,
                columns,
                rows);
    }

    /** How wide it is, with its boxes. */
    double width() {
        return 2 * halfWidth + BOX_WIDTH;
    }

    /** How high it is, with its boxes. */
    double height() {
        return 2 * halfHeight + BOX_HEIGHT;
    }

    /**
     * Where boxes go, as offsets from the middle of the frame.
     *
     * @param wishes their directions: radians, clockwise from the top
     */
    List<Spot> place(double[] wishes) {
        List<Spot> slots = slots();
        int[] order = inOrder(wishes);
        int[] slotOf = assign(order, wishes, slots);
        Spot[] spots = new Spot[wishes.length];
        for (int i = 0; i < order.length; i++) {
            spots[order[i]] = slots.get(slotOf[i]);
        }
        return Arrays.asList(spots);
    }

    /** Clockwise from the top left. */
    private List<Spot> slots() {
        List<Spot> slots = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            slots.add(slot((i - (columns - 1) / 2.0) * COLUMN, -halfHeight));
        }
        for (int i = 0; i < rows; i++) {
            slots.add(slot(halfWidth, (i - (rows - 1) / 2.0) * ROW));
        }
        for (int i = columns - 1; i >= 0; i--) {
            slots.add(slot((i - (columns - 1) / 2.0) * COLUMN, halfHeight));
        }
        for (int i = rows - 1; i >= 0; i--) {
            slots.add(slot(-halfWidth, (i - (rows - 1) / 2.0) * ROW));
        }
        return slots;
    }

    private static Spot slot(double x, double y) {
        return new Spot(x, y, BOX_WIDTH, BOX_HEIGHT);
    }

    /** The direction of a point as seen from the middle: radians, clockwise from the top, below 2π. */
    static double direction(double x, double y) {
        double angle = Math.atan2(x, -y);
        return angle < 0 ? angle + 2 * Math.PI : angle;
    }

    private static double between(double one, double other) {
        double way = Math.abs(one - other);
        return Math.min(way, 2 * Math.PI - way);
    }

    private static int[] inOrder(double[] wishes) {
        return IntStream.range(0, wishes.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> wishes[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The slot of each box, in the order of their wishes, which goes round: so the first may have any slot. */
    private static int[] assign(int[] order, double[] wishes, List<Spot> slots) {
        int[] best = new int[order.length];
        double least = Double.MAX_VALUE;
        for (int first = 0; first < slots.size(); first++) {
            double[][] cost = costs(order, wishes, slots, first);
            if (cost[order.length][slots.size()] < least) {
                least = cost[order.length][slots.size()];
                best = traced(cost, slots.size(), first);
            }
        }
        return best;
    }

    /** By how much the first so many boxes miss their wishes in all, when they have the first so many slots. */
    private static double[][] costs(int[] order, double[] wishes, List<Spot> slots, int first) {
        double[][] cost = new double[order.length + 1][slots.size() + 1];
        for (int box = 1; box <= order.length; box++) {
            Arrays.fill(cost[box], 0, box, Double.MAX_VALUE);
            for (int slot = box; slot <= slots.size(); slot++) {
                Spot spot = slots.get((first + slot - 1) % slots.size());
                double here = cost[box - 1][slot - 1] + between(direction(spot.x(), spot.y()), wishes[order[box - 1]]);
                cost[box][slot] = Math.min(cost[box][slot - 1], here);
            }
        }
        return cost;
    }

    private static int[] traced(double[][] cost, int slots, int first) {
        int[] slotOf = new int[cost.length - 1];
        int slot = slots;
        for (int box = slotOf.length; box > 0; box--) {
            while (slot > box && cost[box][slot - 1] <= cost[box][slot]) {
                slot--;
            }
            slotOf[box - 1] = (first + slot - 1) % slots;
            slot--;
        }
        return slotOf;
    }
}
