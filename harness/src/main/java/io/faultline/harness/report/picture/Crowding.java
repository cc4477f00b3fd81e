package io.faultline.harness.report.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Says from which zoom on there is room for each of many things along a line, the more important ones first.
 *
 * <p>Zoom is counted in powers of two. What has no room even at the greatest zoom gets the greatest level: there things
 * may touch.
 */
final class Crowding {

    private Crowding() {}

    /**
     * A thing on the line.
     *
     * @param weight less is more important
     */
    record Thing(long time, int weight) {}

    /** The level of each of the things, in their order, when two of them must stand {@code gap} pixels apart. */
    static int[] levels(List<Thing> things, double gap, Scale scale) {
        int[] levels = new int[things.size()];
        List<Integer> pending = new ArrayList<>(things.size());
        for (int i = 0; i < things.size(); i++) {
            pending.add(i);
        }
        pending.sort(Comparator.comparingInt((Integer i) -> things.get(i).weight())
                .thenComparingLong(i -> things.get(i).time()));
        TreeSet<Long> taken = new TreeSet<>();
        for (int level = 0; level < Scale.LEVELS && !pending.isEmpty(); level++) {
            long distance = (long) (gap * scale.end() / Scale.WIDTH / (1L << level));
            List<Integer> left = new ArrayList<>();
            for (int i : pending) {
                if (hasRoom(taken, things.get(i).time(), distance)) {
                    taken.add(things.get(i).time());
                    levels[i] = level;
                } else {
                    left.add(i);
                }
            }
            pending = left;
        }
        for (int i : pending) {
            levels[i] = Scale.LEVELS;
        }
        return levels;
    }

    private static boolean hasRoom(TreeSet<Long> taken, long time, long distance) {
        Long before = taken.floor(time);
        Long after = taken.ceiling(time);
        return (before == null || time - before > distance) && (after == null || after - time > distance);
    }
}
