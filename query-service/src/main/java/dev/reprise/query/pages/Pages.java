package dev.reprise.query.pages;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.reprise.query.generations.Versions;
import dev.reprise.query.model.ReadModel;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/// Encodes answers, and keeps those that everybody gets for as long as they hold. Thread-safe; of several who ask for
/// the same at the same time one reads the store.
///
/// What is kept stands under its generation and the version of what it shows, as [Versions] counts them: a change makes
/// another key, and nobody asks for the old one again. It is also forgotten after [#LONGEST], so that an instance that
/// hears of no changes, because it can't reach the broker, is at most so far behind.
@Component
public class Pages {

    /// How long an answer is kept at the most.
    public static final Duration LONGEST = Duration.ofSeconds(2);

    private record Key(int generation, long version, Object shown) {}

    private final Versions versions;
    private final JsonMapper json;
    private final Cache<Key, Encoded<?>> kept;

    Pages(Versions versions, JsonMapper json, @Value("${reprise.pages.memory:16MB}") DataSize memory) {
        this.versions = versions;
        this.json = json;
        this.kept = Caffeine.newBuilder()
                .maximumWeight(memory.toBytes())
                .weigher((Key _, Encoded<?> page) -> page.weight())
                .expireAfterWrite(LONGEST)
                .build();
    }

    /// What is shown of one post: itself, its comments.
    ///
    /// @param shown what is asked for; equal for equal requests
    public <T> Encoded<T> ofPost(ReadModel model, UUID postId, Object shown, Supplier<T> read) {
        return of(model, versions.ofPost(postId), shown, read);
    }

    /// What is shown of all posts.
    public <T> Encoded<T> ofPosts(ReadModel model, Object shown, Supplier<T> read) {
        return of(model, versions.ofPosts(), shown, read);
    }

    /// What is shown of tasks.
    public <T> Encoded<T> ofTasks(ReadModel model, Object shown, Supplier<T> read) {
        return of(model, versions.ofTasks(), shown, read);
    }

    /// What one person is shown; it is not kept.
    public <T> Encoded<T> personal(ReadModel model, T page) {
        return new Encoded<>(model.generation(), json.writeValueAsBytes(page), true);
    }

    // A key is made only here, with the type of what is read for it.
    @SuppressWarnings("unchecked")
    private <T> Encoded<T> of(ReadModel model, long version, Object shown, Supplier<T> read) {
        if (!versions.areOf(model.generation())) {
            return encode(model, read);
        }
        Key key = new Key(model.generation(), version, shown);
        return (Encoded<T>) kept.get(key, _ -> encode(model, read));
    }

    private <T> Encoded<T> encode(ReadModel model, Supplier<T> read) {
        return new Encoded<>(model.generation(), json.writeValueAsBytes(read.get()), false);
    }
}
