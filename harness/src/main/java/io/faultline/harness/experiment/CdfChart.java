package io.faultline.harness.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A graph of cumulative shares over time on a logarithmic axis, laid out in the units of its picture.
 *
 * @param title heading of the graph
 * @param verticals ticks of the time axis
 * @param horizontals ticks of the share axis
 * @param curves one for each line
 * @param rows the table under the graph
 */
public record CdfChart(
        String title, List<Tick> verticals, List<Tick> horizontals, List<Curve> curves, List<FigurePage.Row> rows) {
    private static final List<String> COLOURS =
            List.of("#d1495b", "#e07b00", "#2e86ab", "#3c9d5c", "#7a5195", "#6b7280");
    private static final List<String> DASHES = List.of("none", "6 3", "2 3", "10 4", "none", "4 2");

    /** A grid line and its label. */
    public record Tick(int position, String label) {}

    /** A line of the graph, told apart by colour and by dashes. */
    public record Curve(String label, String path, String colour, String dashes, int keyY) {}

    public int width() {
        return 900;
    }

    public int height() {
        return 400;
    }

    public int left() {
        return 50;
    }

    public int right() {
        return 740;
    }

    public int top() {
        return 14;
    }

    public int bottom() {
        return 340;
    }

    /** Lays out the lines between two powers of ten of milliseconds. */
    static CdfChart of(String title, List<FailoverLine> lines, int firstDecade, int lastDecade) {
        Axis axis = new Axis(firstDecade, lastDecade);
        List<Tick> verticals = new ArrayList<>();
        for (int decade = firstDecade; decade <= lastDecade; decade++) {
            double millis = Math.pow(10, decade);
            verticals.add(new Tick(
                    (int) axis.x(millis), millis >= 1000 ? (long) (millis / 1000) + " s" : (long) millis + " ms"));
        }
        List<Tick> horizontals = new ArrayList<>();
        for (int percent = 0; percent <= 100; percent += 20) {
            horizontals.add(new Tick((int) axis.y(percent / 100.0), percent + " %"));
        }
        List<Curve> curves = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            FailoverLine line = lines.get(i);
            curves.add(new Curve(line.range().toString(), axis.path(line), COLOURS.get(i), DASHES.get(i), 30 + 24 * i));
        }
        return new CdfChart(
                title,
                verticals,
                horizontals,
                curves,
                lines.stream().map(FigurePage.Row::of).toList());
    }

    /** Maps milliseconds and shares to the picture. */
    private record Axis(int firstDecade, int lastDecade) {
        double x(double millis) {
            double position = (Math.log10(Math.max(millis, 1)) - firstDecade) / (lastDecade - firstDecade);
            return 50 + 690 * Math.max(0, Math.min(1, position));
        }

        double y(double share) {
            return 340 - 326 * share;
        }

        /** A step at each of at most 400 quantiles: more can't be seen. A capped trial never steps. */
        String path(FailoverLine line) {
            StringBuilder path = new StringBuilder();
            int steps = Math.min(400, line.trials());
            append(path, 'M', x(line.quantile(0)), y(0));
            for (int i = 1; i <= steps; i++) {
                double share = i / (double) steps;
                double millis = line.quantile(share);
                if (millis >= line.capMillis()) {
                    break;
                }
                append(path, 'H', x(millis));
                append(path, 'V', y(share));
            }
            return path.toString();
        }

        private static void append(StringBuilder path, char command, double... values) {
            path.append(command);
            for (double value : values) {
                path.append(String.format(Locale.ROOT, "%.1f ", value));
            }
        }
    }
}
