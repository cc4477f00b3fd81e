package io.faultline.harness.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Tells a waiting person how far the work is: a bar on a terminal, a line now and then elsewhere. */
interface Progress extends AutoCloseable {
    /**
     * The work is so far.
     *
     * @param part of the whole, 0 to 1
     * @param note what is being done and what came of it so far
     */
    void at(double part, String note);

    @Override
    void close();

    /** The right kind for this console. */
    static Progress on(Console console) {
        return console.terminal() ? new Bar(console.err()) : new Lines(console.err(), System::nanoTime);
    }

    /** A line each ten seconds; none for work that is done before. */
    final class Lines implements Progress {
        private static final long EVERY = 10_000_000_000L;

        private final PrintStream err;
        private final LongSupplier nanoTime;
        private long last;

        Lines(PrintStream err, LongSupplier nanoTime) {
            this.err = err;
            this.nanoTime = nanoTime;
            this.last = nanoTime.getAsLong();
        }

        @Override
        public void at(double part, String note) {
            long now = nanoTime.getAsLong();
            if (now - last >= EVERY) {
                last = now;
                err.printf(Locale.ROOT, "faultline: %.0f %%, %s%n", 100 * part, note);
            }
        }

        @Override
        public void close() {}
    }

    /** A bar, once it is clear that there will be something to wait for. */
    final class Bar implements Progress {
        private static final long APPEARS_AFTER = 500_000_000L;
        private static final int STEPS = 1_000;
        private static final int INTERVAL_MILLIS = 200;
        private static final int WIDTH = 100;
        private static final int BLOCKS = 20;

        private final PrintStream err;
        private final long start = System.nanoTime();
        private ProgressBar bar;

        Bar(PrintStream err) {
            this.err = err;
        }

        @Override
        public void at(double part, String note) {
            if (bar == null && System.nanoTime() - start >= APPEARS_AFTER) {
                bar = new ProgressBarBuilder()
                        .setInitialMax(STEPS)
                        .setUpdateIntervalMillis(INTERVAL_MILLIS)
                        .setRenderer(
                                (state, width) -> render(state.getNormalizedProgress(), state.getExtraMessage(), width))
                        .clearDisplayOnFinish()
                        .setConsumer(new ConsoleProgressBarConsumer(err, WIDTH))
                        .build();
            }
            if (bar != null) {
                bar.stepTo(Math.round(part * STEPS));
                bar.setExtraMessage(note);
            }
        }

        /** {@code faultline ████······ 40 %, 12 of 30 trials: …}, no wider than the line. */
        static String render(double part, String note, int width) {
            int full = (int) Math.round(BLOCKS * Math.max(0, Math.min(1, part)));
            String text = String.format(
                    Locale.ROOT,
                    "faultline %s%s %.0f %%, %s",
                    "█".repeat(full),
                    "·".repeat(BLOCKS - full),
                    100 * part,
                    note);
            return text.length() <= width ? text : text.substring(0, width);
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
            }
        }
    }
}
