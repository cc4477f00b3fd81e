package io.faultline.harness.experiment;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The page that shows Figure 16 as measured beside what the paper states; one HTML file that opens offline.
 *
 * @param surroundings a few sentences on where and how it was measured
 * @param command repeats it
 * @param capSeconds after which a trial was given up
 * @param charts the upper and the lower graph
 */
public record FigurePage(String surroundings, String command, int capSeconds, List<CdfChart> charts) {
    private static final String TEMPLATES = "io.faultline.harness.report.templates";

    /** What the paper says of a line, in its text or, as far as it can be read off, in its figure. */
    private static final Map<String, String> PAPER = Map.ofEntries(
            Map.entry("150–150 ms", "consistently longer than 10 s; median about 40 s (read off)"),
            Map.entry("150–151 ms", "median about 1200, greatest about 8000 (read off)"),
            Map.entry("150–155 ms", "median 287; greatest about 2000 (read off)"),
            Map.entry("150–175 ms", "median about 150 (read off)"),
            Map.entry("150–200 ms", "worst of 1000 trials 513; median about 150 (read off)"),
            Map.entry("150–300 ms", "recommended; median about 170, 98 % by 280 (read off)"),
            Map.entry("12–24 ms", "mean 35, greatest 152"),
            Map.entry("25–50 ms", "median about 45 (read off)"),
            Map.entry("50–100 ms", "median about 65 (read off)"),
            Map.entry("100–200 ms", "median about 120 (read off)"));

    /** One line of a table: figures in whole milliseconds. */
    public record Row(
            String range,
            int trials,
            String median,
            String mean,
            String p90,
            String p98,
            String greatest,
            String paper) {
        static Row of(FailoverLine line) {
            return new Row(
                    line.range().toString(),
                    line.trials(),
                    millis(line, line.median()),
                    whole(line.mean()),
                    millis(line, line.quantile(0.9)),
                    millis(line, line.quantile(0.98)),
                    millis(line, line.max()),
                    PAPER.getOrDefault(line.range().toString(), ""));
        }

        private static String millis(FailoverLine line, double value) {
            return value >= line.capMillis() ? "> " + whole(line.capMillis()) : whole(value);
        }

        private static String whole(double value) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
    }

    /** The page of a result from the simulator. */
    public static FigurePage ofSimulator(ElectionTimeouts.Result result, int trials, long seed) {
        return of(
                result,
                "Repeated in the simulator with " + trials + " trials a line (seed " + seed
                        + "). A message takes 1.5 to"
                        + " 2.5 ms one way and a flush 10.5 to 11.5 ms, which makes the paper's broadcast time of 15 ms."
                        + " Clocks drift up to 100 ppm.",
                "./faultline experiment election-timeouts --trials " + trials + " --seed " + seed);
    }

    /** The page of a result from a ground in real time. */
    public static FigurePage ofRealTime(ElectionTimeouts.Result result, String ground, String options) {
        return of(
                result,
                "Repeated on real nodes (" + ground + "), with as many trials a line as its share of the time allowed."
                        + " Each link is slowed down by 7 ms, so that a round trip takes the paper's 15 ms; a flush takes"
                        + " what the disk takes. The leader halts itself at a drawn instant, and both ends of the time"
                        + " are read from the one monotonic clock of the machine.",
                "./faultline experiment election-timeouts --cluster " + ground + options);
    }

    private static FigurePage of(ElectionTimeouts.Result result, String surroundings, String command) {
        int cap = (int) (result.randomness().get(0).capMillis() / 1000);
        return new FigurePage(
                surroundings,
                command,
                cap,
                List.of(
                        CdfChart.of("How much randomness is enough", result.randomness(), 1, 6),
                        CdfChart.of("How short the least timeout may be", result.scale(), 1, 4)));
    }

    /** The page as HTML. */
    public String render() {
        TemplateEngine engine = TemplateEngine.createPrecompiled(null, ContentType.Html, null, TEMPLATES);
        StringOutput output = new StringOutput();
        engine.render("experiment.jte", this, output);
        return output.toString();
    }
}
