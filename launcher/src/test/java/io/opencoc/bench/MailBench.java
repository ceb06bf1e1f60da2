package io.opencoc.bench;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From the moment an alarm is to be posted to the moment an SMTP server has its mail. Every alarm is another one, opens an incident of its own
 * and mails its owner.
 */
final class MailBench {
    private static final Pattern NAME = Pattern.compile("Mail(\\d+)x");

    private MailBench() {}

    static void run(Options options) throws Exception {
        int rate = options.number("rate", 200);
        int seconds = options.number("seconds", 60);
        int warmUp = options.number("warm-up", 15);
        Map<Integer, Long> arrivals = new ConcurrentHashMap<>();
        AtomicInteger twice = new AtomicInteger();
        try (SmtpSink sink = new SmtpSink(mail -> {
            Matcher m = NAME.matcher(mail.subject());
            if (m.find() && arrivals.putIfAbsent(Integer.valueOf(m.group(1)), mail.at()) != null) {
                twice.incrementAndGet();
            }
        })) {
            Map<String, String> mail = Map.of(
                    "COC_MAIL_HOST", "127.0.0.1",
                    "COC_MAIL_PORT", String.valueOf(sink.port()),
                    "COC_MAIL_SECURITY", "none",
                    "COC_MAIL_FROM", "OpenCOC <coc@example.org>");
            try (Server server = Server.fresh(options.folder().resolve("mail"), mail)) {
                Api api = new Api(server);
                String key = api.integration("benchmark");
                api.mailOwnerOfEachAlarm();
                int before = rate * warmUp;
                long[] planned = new long[rate * (warmUp + seconds)];
                double[] cpu = send(server, key, planned, rate, before);
                int last = -1;
                while (arrivals.size() < planned.length && arrivals.size() != last) {
                    last = arrivals.size();
                    Thread.sleep(5_000);
                }
                report(planned, before, arrivals, twice.get(), cpu, seconds);
            }
        }
        Server.delete(options.folder().resolve("mail"));
    }

    private static double[] send(Server server, String key, long[] planned, int rate, int before) throws Exception {
        ThreadLocal<Hook> hooks = new ThreadLocal<>();
        double[] cpu = new double[2];
        try (ExecutorService senders = Executors.newFixedThreadPool(16)) {
            long begin = System.nanoTime();
            for (int i = 0; i < planned.length; i++) {
                planned[i] = begin + i * 1_000_000_000L / rate;
                if (i == before) {
                    cpu = server.cpu();
                }
                while (System.nanoTime() < planned[i]) {
                    LockSupport.parkNanos(planned[i] - System.nanoTime());
                }
                int n = i;
                senders.execute(() -> post(server, key, hooks, n));
            }
            senders.shutdown();
            senders.awaitTermination(60, TimeUnit.SECONDS);
        }
        double[] after = server.cpu();
        return new double[] {after[0] - cpu[0], after[1] - cpu[1]};
    }

    private static void post(Server server, String key, ThreadLocal<Hook> hooks, int n) {
        try {
            if (hooks.get() == null) {
                hooks.set(Hook.alerts(server.address(), key));
            }
            int status = hooks.get().send(Alerts.named("Mail" + n + "x", n));
            if (status / 100 != 2) {
                System.err.println("alarm " + n + " was answered " + status);
            }
        } catch (Exception e) {
            System.err.println("alarm " + n + ": " + e);
            hooks.remove();
        }
    }

    private static void report(
            long[] planned, int before, Map<Integer, Long> arrivals, int twice, double[] cpu, int seconds) {
        Latencies times = new Latencies();
        for (int i = before; i < planned.length; i++) {
            Long at = arrivals.get(i);
            if (at != null) {
                times.add(at - planned[i]);
            }
        }
        int wanted = planned.length - before;
        System.out.printf(
                Locale.ROOT,
                "from POST to mail: %s; %,d alarms, %,d mails, %d missing, %d twice; processors: server %.2f, PostgreSQL %.2f%n",
                times,
                wanted,
                times.size(),
                wanted - times.size(),
                twice,
                cpu[0] / seconds,
                cpu[1] / seconds);
    }
}
