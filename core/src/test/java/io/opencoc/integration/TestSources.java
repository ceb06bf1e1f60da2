package io.opencoc.integration;

import io.opencoc.api.Descriptor;
import io.opencoc.api.IntegrationPoint;
import io.opencoc.api.SampleRequest;
import io.opencoc.api.Settings;
import io.opencoc.api.Text;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** Two sources: {@code prometheus}, and {@code broken}, whose every call fails. */
public final class TestSources implements AlarmSources {
    private final List<Source> all = List.of(new Working(), new Broken());

    @Override
    public Optional<Source> find(String id) {
        return all.stream().filter(s -> s.descriptor().id().equals(id)).findFirst();
    }

    @Override
    public List<Source> all() {
        return all;
    }

    private static Descriptor descriptor(String id) {
        return Descriptor.of(id, new Text(id + " en", id + " zh"), new Text("What", "什么"));
    }

    private record Working() implements Source {
        @Override
        public Descriptor descriptor() {
            return TestSources.descriptor("prometheus");
        }

        @Override
        public String plugin() {
            return "alarm-prometheus";
        }

        @Override
        public Uni<Void> check(Settings settings) {
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Text> instructions(IntegrationPoint point) {
            return Uni.createFrom().item(new Text("Send to " + point.url(), "发送到 " + point.url()));
        }

        @Override
        public Uni<SampleRequest> sample(IntegrationPoint point, Settings settings, String name, boolean firing) {
            return Uni.createFrom()
                    .item(new SampleRequest(
                            "/api/v2/alerts", "application/json", name + (firing ? " fires" : " ends")));
        }
    }

    private record Broken() implements Source {
        @Override
        public Descriptor descriptor() {
            return TestSources.descriptor("broken");
        }

        @Override
        public String plugin() {
            return "third-party";
        }

        @Override
        public Uni<Void> check(Settings settings) {
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Text> instructions(IntegrationPoint point) {
            return Uni.createFrom().failure(new IllegalStateException("boom"));
        }

        @Override
        public Uni<SampleRequest> sample(IntegrationPoint point, Settings settings, String name, boolean firing) {
            return Uni.createFrom().failure(new StackOverflowError());
        }
    }
}
