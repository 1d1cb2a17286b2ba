package dev.reprise.system;

import static dev.reprise.system.Patience.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.EventEnvelope;
import dev.reprise.events.PostEvent.PostUpdated;
import dev.reprise.events.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// While the broker is away people go on writing; when it is back, nothing is missing.
@ExtendWith(OneSystem.class)
class BrokerOutageIT {

    private static final int POSTS = 100;
    private static final int CHANGED = 20;
    private static final int CHANGES = 4;

    private final RunningSystem system;
    private final Api api;
    private final Topics topics;

    BrokerOutageIT(RunningSystem system, Api api, Topics topics) {
        this.system = system;
        this.api = api;
        this.topics = topics;
    }

    @Test
    void what_is_accepted_without_a_broker_is_published_in_order_once_it_is_back() {
        Map<UUID, Integer> versions = new HashMap<>();
        List<String> tokens = new ArrayList<>();
        system.kill(RunningSystem.BROKER);
        try {
            for (int i = 0; i < POSTS; i++) {
                Answer write = api.post("ada", "Post " + i);
                UUID id = write.id();
                for (int change = 1; i < CHANGED && change <= CHANGES; change++) {
                    write = api.retitling("ada", id, "Post " + i + ", change " + change)
                            .ifMatch(write.etag())
                            .send()
                            .expect(200);
                }
                versions.put(id, write.json().path("version").asInt());
                tokens.add(write.token());
            }
            api.read("/posts?wait=0").seeing(tokens.getLast()).send().expectProblem(503, "not-yet-visible");
        } finally {
            system.startWhatIsMissing();
        }

        for (String token : tokens) {
            patiently()
                    .until(() -> api.read("/posts?limit=1&wait=10000")
                                    .seeing(token)
                                    .send()
                                    .status()
                            == 200);
        }
        versions.forEach((id, version) -> assertThat(api.read("/posts/" + id)
                        .send()
                        .expect(200)
                        .json()
                        .path("version")
                        .asInt())
                .isEqualTo(version));
        Map<UUID, List<EventEnvelope>> published = topics.events(Topic.POSTS, versions.keySet());
        assertThat(published.keySet()).isEqualTo(versions.keySet());
        published.forEach((id, events) -> {
            List<Long> gapless = LongStream.rangeClosed(1, versions.getOrDefault(id, 0))
                    .boxed()
                    .toList();
            assertThat(events).extracting(EventEnvelope::sequence).containsExactlyElementsOf(gapless);
            assertThat(events.stream().skip(1)).allMatch(event -> event.data() instanceof PostUpdated);
        });
        assertThat(published.values().stream().mapToInt(List::size).sum()).isEqualTo(POSTS + CHANGED * CHANGES);
    }
}
