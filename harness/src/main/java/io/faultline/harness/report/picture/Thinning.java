package io.faultline.harness.report.picture;

import io.faultline.harness.report.picture.Lane.Kind;
import io.faultline.harness.report.picture.Lane.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * Makes few stretches of many by joining neighbours that are too short to be seen, save near evidence, where every one
 * is kept.
 */
final class Thinning {

    private Thinning() {}

    /** What is left, and how many stretches it stands for. */
    record Thinned(List<List<Stretch>> lanes, int before, int after) {}

    /**
     * Joins what is shorter than a resolution, which is made coarser until at most {@code most} stretches are left or
     * nothing changes any more.
     *
     * @param precious whether what happens at a moment must stay as it is
     */
    static Thinned thin(List<List<Stretch>> lanes, int most, long end, LongPredicate precious) {
        int before = count(lanes);
        List<List<Stretch>> thin = lanes;
        long resolution = Math.max(1, end / Scale.WIDTH / (1L << Scale.LEVELS));
        while (count(thin) > most && resolution < end) {
            long shortest = resolution;
            thin = lanes.stream().map(lane -> join(lane, shortest, precious)).toList();
            resolution += resolution / 4 + 1;
        }
        return new Thinned(thin, before, count(thin));
    }

    private static List<Stretch> join(List<Stretch> lane, long resolution, LongPredicate precious) {
        List<Stretch> joined = new ArrayList<>();
        int i = 0;
        while (i < lane.size()) {
            int next = i + 1;
            if (joinable(lane.get(i), resolution, precious)) {
                while (next < lane.size() && joinable(lane.get(next), resolution, precious)) {
                    next++;
                }
            }
            Stretch first = lane.get(i);
            Stretch last = lane.get(next - 1);
            joined.add(
                    next == i + 1
                            ? first
                            : new Stretch(
                                    first.from(), last.to(), Kind.MIXED, first.term(), first.event(), last.open()));
            i = next;
        }
        return joined;
    }

    private static boolean joinable(Stretch stretch, long resolution, LongPredicate precious) {
        return stretch.length() < resolution && !precious.test(stretch.from()) && !precious.test(stretch.to());
    }

    private static int count(List<List<Stretch>> lanes) {
        return lanes.stream().mapToInt(List::size).sum();
    }
}
