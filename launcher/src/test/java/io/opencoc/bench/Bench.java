package io.opencoc.bench;

import io.opencoc.crash.CrashBench;
import java.util.Arrays;
import java.util.List;

/** {@code bench/run <what> [--option value]…}: see {@code docs/benchmarks.md}. */
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) {
        try {
            run(arguments);
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
        System.exit(0);
    }

    private static void run(String[] arguments) throws Exception {
        String what = arguments.length == 0 ? "" : arguments[0];
        Options options = Options.of(arguments, Math.min(1, arguments.length));
        if (List.of(
                        "start",
                        "ingest",
                        "route",
                        "growth",
                        "mail",
                        "lists",
                        "overload",
                        "writes",
                        "sign-in",
                        "neighbours",
                        "crash")
                .contains(what)) {
            System.out.println(Machine.describe(options.folder()));
            System.out.println(what + " " + String.join(" ", Arrays.copyOfRange(arguments, 1, arguments.length)));
        }
        switch (what) {
            case "start" -> StartBench.run(options);
            case "ingest" -> IngestBench.run(options);
            case "route" -> RouteBench.run(options);
            case "growth" -> GrowthBench.run(options);
            case "mail" -> MailBench.run(options);
            case "lists" -> ListBench.run(options);
            case "overload" -> OverloadBench.run(options);
            case "writes" -> WriteCostBench.run(options);
            case "sign-in" -> SignInBench.run(options);
            case "neighbours" -> NeighboursBench.run(options);
            case "crash" -> CrashBench.run(options);
            default -> {
                System.err.println(
                        "usage: bench/run start|ingest|route|growth|mail|lists|overload|writes|sign-in|neighbours|crash [--option value]...");
                System.exit(2);
            }
        }
    }
}
