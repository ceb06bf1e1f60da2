package io.opencoc.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The same load by turns without and with something: what all turns of each kind come to, and how much the single rounds vary. */
final class Turns {
    private final String what;
    private final List<Load.Result> without = new ArrayList<>();
    private final List<Load.Result> with = new ArrayList<>();

    Turns(String what) {
        this.what = what;
    }

    /** Adds a round. */
    void add(Load.Result without, Load.Result with) {
        this.without.add(without);
        this.with.add(with);
    }

    private static Load.Result sum(List<Load.Result> turns) {
        Load.Result sum = new Load.Result();
        turns.forEach(sum::add);
        return sum;
    }

    /** The ratio over all, and the quartiles of the ratios of single rounds. */
    private String ratio(ToDoubleFunction<Load.Result> figure) {
        double[] rounds = new double[with.size()];
        for (int i = 0; i < rounds.length; i++) {
            rounds[i] = figure.applyAsDouble(with.get(i)) / figure.applyAsDouble(without.get(i));
        }
        Arrays.sort(rounds);
        return String.format(
                Locale.ROOT,
                "%.3f (rounds: %.2f, %.2f, %.2f)",
                figure.applyAsDouble(sum(with)) / figure.applyAsDouble(sum(without)),
                rounds[rounds.length / 4],
                rounds[rounds.length / 2],
                rounds[rounds.length * 3 / 4]);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%1$-9s without: %2$s%n%1$-9s with:    %3$s%n%1$-9s ratio: rate %4$s%n%1$-9s        p50 %5$s%n%1$-9s        p99 %6$s",
                what,
                sum(without),
                sum(with),
                ratio(r -> r.acknowledged / r.seconds),
                ratio(r -> r.latencies.percentile(50)),
                ratio(r -> r.latencies.percentile(99)));
    }
}
