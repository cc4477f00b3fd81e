package io.faultline.harness.report.page;

import java.util.List;

/**
 * The trial on one time axis. Positions along time are percentages of the whole, so that the picture zooms by
 * getting wider; positions across are pixels.
 *
 * @param end the length of the axis in nanoseconds
 * @param height in pixels
 * @param flagsY where the flags of evidence stand
 * @param window what to show when it is opened; null for all of it
 * @param caps sentences about what is not drawn
 */
public record Picture(
        long end,
        String length,
        int height,
        List<RowName> rows,
        List<Tick> ticks,
        List<Box> boxes,
        List<Arrow> arrows,
        List<Mark> marks,
        List<Label> labels,
        List<Flag> flags,
        List<Divide> divides,
        List<LegendEntry> legend,
        int flagsY,
        Window window,
        List<String> caps) {

    /**
     * What to look at first.
     *
     * @param from in nanoseconds
     * @param event the first error
     * @param time when that was
     */
    public record Window(long from, long to, long event, long time) {}

    /** The CSS class that hides what has no room at lesser zooms; with a space before it. */
    private static String zoomClass(int level) {
        return level == 0 ? "" : " z" + level;
    }

    /** A row's name, left of it. {@code shaded}: every second lane has a ground of its own. */
    public record RowName(String name, String title, String css, int y, int height, boolean shaded) {
        /** The line the name stands on. */
        public int baseline() {
            return y + height / 2 + 4;
        }
    }

    /** A line across with its time. */
    public record Tick(String x, String text) {}

    /**
     * Something that lasts: a role, a fault, a condition, a phase.
     *
     * @param id anchor of the event it begins with, or null
     * @param event number of that event
     */
    public record Box(String id, long event, String css, String x, String width, int y, int height, String title) {
        /** The event to lead to, where the id does not say it already. */
        public Long pointer() {
            return id == null ? event : null;
        }
    }

    /**
     * A text in or above a box. It stays in view as long as its box does.
     *
     * @param level the least zoom, in powers of two, at which there is room for it
     * @param to where its box ends, or null when it need not move
     */
    public record Label(String x, String to, int y, String css, String text, int level) {
        public String zoom() {
            return zoomClass(level);
        }
    }

    /** Something that happened at a moment, as a symbol. */
    public record Mark(String id, long event, String symbol, String x, int y, int level, String title) {
        /** The event to lead to, where the id does not say it already. */
        public Long pointer() {
            return id == null ? event : null;
        }

        public String zoom() {
            return zoomClass(level);
        }
    }

    /** A vote on its way from lane to lane. */
    public record Arrow(String css, String x, int fromY, int toY, String head, int level) {
        public String zoom() {
            return zoomClass(level);
        }
    }

    /** Evidence: a line through the whole picture, a ring in the lane and the number on a flag. */
    public record Flag(String id, long event, String x, int y, String title, int level) {
        public String zoom() {
            return zoomClass(level);
        }
    }

    /** Where one phase ends and the next begins. */
    public record Divide(String x, int fromY) {}

    /** What a colour, a pattern or a symbol means. */
    public record LegendEntry(String kind, String css, String text) {}
}
