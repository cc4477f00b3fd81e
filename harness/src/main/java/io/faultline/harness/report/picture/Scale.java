package io.faultline.harness.report.picture;

import io.faultline.harness.report.page.Picture.Tick;
import java.util.ArrayList;
import java.util.List;

/** From moments to positions along the time axis, in per cent of its length. */
final class Scale {
    /** The width, in pixels, at which the picture is laid out; a wider window only makes more room. */
    static final int WIDTH = 1000;

    /** How far one can zoom, in powers of two: four million pixels, beyond which browsers lose precision. */
    static final int LEVELS = 12;

    private static final long STEPS_PER_CENT = 1_000_000;
    private static final int TICKS_MIN = 6;

    private final long end;

    Scale(long end) {
        this.end = Math.max(1, end);
    }

    long end() {
        return end;
    }

    /** Where the moment stands. */
    String x(long time) {
        return percent(time);
    }

    /** How much there is between two moments. */
    String width(long from, long to) {
        return percent(to - from);
    }

    /** The same in pixels of the unzoomed picture. */
    double pixels(long length) {
        return (double) length * WIDTH / end;
    }

    /** The least zoom at which something of this length is at least so many pixels wide; more than LEVELS when none is. */
    int levelFor(long length, double pixels) {
        double now = pixels(length);
        int level = 0;
        while (level <= LEVELS && now < pixels) {
            now *= 2;
            level++;
        }
        return level;
    }

    /** Round moments to draw lines at, for the unzoomed picture. */
    List<Tick> ticks() {
        long step = 1;
        for (int i = 0; end / step > 2 * TICKS_MIN; i++) {
            step = i % 3 == 1 ? step / 2 * 5 : step * 2;
        }
        List<Tick> ticks = new ArrayList<>();
        for (long time = 0; time <= end; time += step) {
            ticks.add(new Tick(x(time), tickText(time, step)));
        }
        return ticks;
    }

    private static String tickText(long time, long step) {
        String unit = step >= 1_000_000_000L ? "s" : step >= 1_000_000L ? "ms" : step >= 1_000L ? "µs" : "ns";
        long divisor =
                step >= 1_000_000_000L ? 1_000_000_000L : step >= 1_000_000L ? 1_000_000L : step >= 1_000L ? 1_000L : 1;
        return time / divisor + " " + unit;
    }

    /** Written by hand: the same digits everywhere, no exponent, and fast. */
    private String percent(long length) {
        long steps = Math.round((double) length / end * 100 * STEPS_PER_CENT);
        steps = Math.max(0, Math.min(steps, 100 * STEPS_PER_CENT));
        long fraction = steps % STEPS_PER_CENT;
        if (fraction == 0) {
            return steps / STEPS_PER_CENT + "%";
        }
        String digits = Long.toString(STEPS_PER_CENT + fraction).substring(1);
        int length0 = digits.length();
        while (digits.charAt(length0 - 1) == '0') {
            length0--;
        }
        return steps / STEPS_PER_CENT + "." + digits.substring(0, length0) + "%";
    }
}
