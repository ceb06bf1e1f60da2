package io.opencoc.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lines over a count that grows by powers of ten, as an SVG. */
final class Plot {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 360;
    private static final int LEFT = 80;
    private static final int RIGHT = 700;
    private static final int TOP = 50;
    private static final int BOTTOM = 300;
    private static final int STEPS = 5;
    private static final String[] COLOURS = {"#1f6feb", "#d1242f", "#1a7f37", "#8250df"};

    private final String title;
    private final String across;
    private final String up;
    private final Map<String, List<double[]>> lines = new LinkedHashMap<>();

    Plot(String title, String across, String up) {
        this.title = title;
        this.across = across;
        this.up = up;
    }

    void point(String line, double x, double y) {
        lines.computeIfAbsent(line, l -> new ArrayList<>()).add(new double[] {x, y});
    }

    void write(Path file) throws IOException {
        Files.writeString(file, svg());
    }

    String svg() {
        List<double[]> points =
                lines.values().stream().flatMap(Collection::stream).toList();
        double least = Math.log10(points.stream().mapToDouble(p -> p[0]).min().orElse(1));
        double most = Math.log10(points.stream().mapToDouble(p -> p[0]).max().orElse(10));
        double step = step(points.stream().mapToDouble(p -> p[1]).max().orElse(1) / STEPS);
        StringBuilder svg = new StringBuilder()
                .append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT)
                .append(
                        "\" font-family=\"sans-serif\" font-size=\"12\" fill=\"#1f2328\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        text(svg, LEFT, 24, "start", title);
        text(svg, LEFT, 42, "start", up);
        text(svg, RIGHT, BOTTOM + 36, "end", across);
        for (int i = 0; i <= STEPS; i++) {
            double y = y(i * step, step);
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#d1d9e0\"/>%n",
                    LEFT,
                    RIGHT,
                    y,
                    y));
            text(svg, LEFT - 8, y + 4, "end", shown(i * step));
        }
        points.stream()
                .mapToDouble(p -> p[0])
                .distinct()
                .forEach(x -> text(svg, x(x, least, most), BOTTOM + 18, "middle", shown(x)));
        int colour = 0;
        for (Map.Entry<String, List<double[]>> line : lines.entrySet()) {
            draw(svg, line.getKey(), line.getValue(), least, most, step, colour++);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void draw(
            StringBuilder svg, String name, List<double[]> points, double least, double most, double step, int number) {
        String colour = COLOURS[number % COLOURS.length];
        StringBuilder path = new StringBuilder();
        for (double[] p : points) {
            double x = x(p[0], least, most);
            double y = y(p[1], step);
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", x, y));
            svg.append(String.format(
                    Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>%n", x, y, colour));
        }
        svg.append("<path d=\"")
                .append(path)
                .append("\" fill=\"none\" stroke-width=\"2\" stroke=\"")
                .append(colour)
                .append("\"/>\n");
        int x = LEFT + number * 210;
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" fill=\"%s\"/>%n",
                x,
                HEIGHT - 18,
                colour));
        text(svg, x + 18, HEIGHT - 8, "start", name);
    }

    private static double x(double value, double least, double most) {
        return most <= least
                ? (LEFT + RIGHT) / 2.0
                : LEFT + 20 + (RIGHT - LEFT - 40) * (Math.log10(value) - least) / (most - least);
    }

    private static double y(double value, double step) {
        return BOTTOM - (BOTTOM - TOP) * value / (step * STEPS);
    }

    /** The next of 1, 2 and 5 times a power of ten. */
    private static double step(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(least, 1e-3))));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= least) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    private static String shown(double value) {
        return value >= 1e6 ? trimmed(value / 1e6) + " M" : value >= 1e4 ? trimmed(value / 1e3) + " k" : trimmed(value);
    }

    private static String trimmed(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        String safe = text.replace("&", "&amp;").replace("<", "&lt;");
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, safe));
    }
}
