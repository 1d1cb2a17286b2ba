package dev.reprise.query.generations;

import dev.reprise.events.EventCodec;
import dev.reprise.events.EventRegistry;
import dev.reprise.starter.consumer.ConsumerLoops;
import dev.reprise.starter.parts.TestClients;
import dev.reprise.starter.topics.TopicGuard;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.data.mongodb.core.MongoTemplate;

/// What follows generations, for tests in which nobody reads a topic: its checkpoints are real.
public final class UnreadTopics {

    private UnreadTopics() {}

    public static Following following(MongoTemplate mongo) {
        ConsumerLoops loops = new ConsumerLoops(
                List.of(),
                TestClients.consumers("127.0.0.1:1", "1"),
                mongo,
                Clock.systemUTC(),
                new EventCodec(EventRegistry.published()),
                new TopicGuard(Map.of("bootstrap.servers", "127.0.0.1:1"), Set::of, _ -> List.of()),
                new SimpleMeterRegistry());
        return new Following(loops, mongo, new Versions(), new News());
    }
}
