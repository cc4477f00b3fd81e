package io.faultline.nemesis.play;

import io.faultline.nemesis.fault.CutKind;
import io.faultline.nemesis.fault.LinkShape;

/**
 * What all active faults together do to one link.
 *
 * <p>Delays add up; probabilities combine as independent ones; the narrowest throttle, the smallest
 * slice, the earliest reset and the smallest data limit win. A black hole wins over a refusal: who
 * hears nothing cannot hear a refusal either.
 *
 * @param cut how it is cut; null when it is not
 * @param delayNanos the least extra delay
 * @param jitterNanos the greatest addition to it
 * @param loss the probability that a message is lost
 * @param duplication the probability that a message comes twice
 * @param reordering the probability that a message is held back
 * @param reorderingNanos the greatest time it is held back
 * @param stream what is done to a connection's bytes
 */
public record LinkState(
        CutKind cut,
        long delayNanos,
        long jitterNanos,
        double loss,
        double duplication,
        double reordering,
        long reorderingNanos,
        Stream stream) {

    /** A link nobody touches. */
    public static final LinkState HEALTHY = new LinkState(null, 0, 0, 0.0, 0.0, 0.0, 0, Stream.FREE);

    /**
     * What is done to the bytes of a connection. {@link #NEVER} stands for "not at all".
     *
     * @param bytesPerSecond the throttle
     * @param sliceBytes the size of a slice
     * @param sliceNanos the delay between two slices; 0 without slices
     * @param closeNanos how late a close is passed on
     * @param resetNanos when a connection is reset
     * @param limitBytes after how many bytes it is closed
     */
    public record Stream(
            long bytesPerSecond, long sliceBytes, long sliceNanos, long closeNanos, long resetNanos, long limitBytes) {

        /** A limit so great that it is none. */
        public static final long NEVER = Long.MAX_VALUE;

        /** Nothing is done. */
        public static final Stream FREE = new Stream(NEVER, NEVER, 0, 0, NEVER, NEVER);
    }

    /** Returns whether nothing passes. */
    public boolean isCut() {
        return cut != null;
    }

    /** Returns whether nothing at all is done to the link. */
    public boolean isHealthy() {
        return equals(HEALTHY);
    }

    /** Returns whether messages still pass, but worse than within the bounds. */
    public boolean isDegraded(Bounds bounds) {
        return !isCut()
                && (delayNanos + jitterNanos + reorderingNanos > bounds.delayNanosMax()
                        || loss > bounds.lossMax()
                        || stream.bytesPerSecond < bounds.bytesPerSecondMin() && stream.bytesPerSecond != Stream.NEVER
                        || stream.sliceBytes != Stream.NEVER
                        || stream.closeNanos > 0
                        || stream.resetNanos != Stream.NEVER
                        || stream.limitBytes != Stream.NEVER);
    }

    LinkState withCut(CutKind other) {
        CutKind worst = cut == CutKind.BLACK_HOLE ? cut : other;
        return new LinkState(worst, delayNanos, jitterNanos, loss, duplication, reordering, reorderingNanos, stream);
    }

    LinkState with(LinkShape shape) {
        if (shape instanceof LinkShape.Delay delay) {
            return new LinkState(
                    cut,
                    delayNanos + delay.baseNanos(),
                    jitterNanos + delay.jitterNanos(),
                    loss,
                    duplication,
                    reordering,
                    reorderingNanos,
                    stream);
        }
        if (shape instanceof LinkShape.Lose lose) {
            return withChances(either(loss, lose.probability()), duplication, reordering, reorderingNanos);
        }
        if (shape instanceof LinkShape.Duplicate twice) {
            return withChances(loss, either(duplication, twice.probability()), reordering, reorderingNanos);
        }
        if (shape instanceof LinkShape.Reorder reorder) {
            return withChances(
                    loss,
                    duplication,
                    either(reordering, reorder.probability()),
                    Math.max(reorderingNanos, reorder.extraNanos()));
        }
        return new LinkState(
                cut, delayNanos, jitterNanos, loss, duplication, reordering, reorderingNanos, shaped(stream, shape));
    }

    private LinkState withChances(
            double newLoss, double newDuplication, double newReordering, long newReorderingNanos) {
        return new LinkState(
                cut, delayNanos, jitterNanos, newLoss, newDuplication, newReordering, newReorderingNanos, stream);
    }

    private static Stream shaped(Stream s, LinkShape shape) {
        long rate = s.bytesPerSecond;
        long slice = s.sliceBytes;
        long between = s.sliceNanos;
        long close = s.closeNanos;
        long reset = s.resetNanos;
        long limit = s.limitBytes;
        if (shape instanceof LinkShape.Throttle throttle) {
            rate = Math.min(rate, throttle.bytesPerSecond());
        } else if (shape instanceof LinkShape.Slice slices) {
            slice = Math.min(slice, slices.sizeBytes());
            between = Math.max(between, slices.delayNanos());
        } else if (shape instanceof LinkShape.CloseLate late) {
            close = Math.max(close, late.delayNanos());
        } else if (shape instanceof LinkShape.Reset resets) {
            reset = Math.min(reset, resets.delayNanos());
        } else if (shape instanceof LinkShape.CloseAfter after) {
            limit = Math.min(limit, after.bytes());
        } else {
            throw new IllegalStateException("no rule to compose " + shape);
        }
        return new Stream(rate, slice, between, close, reset, limit);
    }

    private static double either(double one, double other) {
        return 1.0 - (1.0 - one) * (1.0 - other);
    }
}
