package dev.reprise.starter.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.events.Ids;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Makes a creating request safe to repeat. A key is claimed first, with the id and the time of what will be
/// created; the aggregate is then written under that id. A retry finds the claim and finishes or repeats the
/// same creation, so that a crash between the two leaves nothing half-done and the answer is the same.
/// Thread-safe, also between instances.
///
/// Claims are kept for at least seven days.
public final class IdempotencyKeys {

    /// The request header.
    public static final String HEADER = "Idempotency-Key";

    private static final String COLLECTION = "idempotency_keys";
    static final int MOST_CHARACTERS = 255;

    /// What to create.
    ///
    /// @param id the aggregate's id, the same for every retry
    /// @param at the time of creation, the same for every retry
    public record Claim(UUID id, Instant at) {}

    private final MongoTemplate mongo;
    private final JsonMapper json;
    private final Clock clock;

    public IdempotencyKeys(MongoTemplate mongo, JsonMapper json, Clock clock) {
        this.mongo = mongo;
        this.json = json;
        this.clock = clock;
    }

    /// Claims `key` for this request; without a key every request is a new one.
    ///
    /// @param operation what is created, e.g. `POST /posts`; keys of different operations and callers don't meet
    /// @param request what was asked; a retry has to ask the same
    /// @throws ProblemException 422 `idempotency-key-reused` when the key was used for another request, 400
    ///     `invalid-idempotency-key` when it is empty or too long
    public Claim claim(@Nullable String key, Caller caller, String operation, Object request) {
        Claim fresh = new Claim(Ids.next(), clock.instant());
        if (key == null) {
            return fresh;
        }
        if (key.isBlank() || key.length() > MOST_CHARACTERS) {
            throw Problems.invalidIdempotencyKey().exception();
        }
        String id = sha256(caller.id() + "\n" + operation + "\n" + key);
        String requestHash = sha256(json.writeValueAsString(request));
        Document claim = new Document("_id", id)
                .append("aggregateId", fresh.id().toString())
                .append("requestHash", requestHash)
                .append("at", Date.from(fresh.at()));
        try {
            mongo.insert(claim, COLLECTION);
            return fresh;
        } catch (DuplicateKeyException e) {
            return earlier(id, requestHash);
        }
    }

    private Claim earlier(String id, String requestHash) {
        Document claim = mongo.findById(id, Document.class, COLLECTION);
        if (claim == null) {
            throw new IllegalStateException("a claim vanished while it was read");
        }
        if (!requestHash.equals(claim.getString("requestHash"))) {
            throw Problems.idempotencyKeyReused().exception();
        }
        return new Claim(
                UUID.fromString(claim.getString("aggregateId")),
                claim.getDate("at").toInstant());
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
