package dev.reprise.moderation.inforce;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import dev.reprise.moderation.policy.Policy;
import java.time.Duration;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/// Every version of the policy, a document each that never changes: the newest is in force. Thread-safe, also between
/// instances.
@Component
public class Policies {

    /// For so long an instance goes on by a policy that another one has replaced.
    public static final Duration STALE = Duration.ofSeconds(1);

    private record Known(Policy policy, long readAt) {}

    private final MongoCollection<Document> documents;
    private volatile @Nullable Known known;

    public Policies(MongoTemplate mongo) {
        documents = mongo.getCollection("policies");
    }

    /// The policy in force, or one that was until [#STALE] ago. Whoever judges takes it once for each verdict.
    ///
    /// @throws com.mongodb.MongoException when the store does not answer
    public Policy inForce() {
        Known latest = known;
        if (latest == null || System.nanoTime() - latest.readAt() > STALE.toNanos()) {
            long now = System.nanoTime();
            latest = remember(newest(), now);
        }
        return latest.policy();
    }

    /// A version that was read before a newer one was put does not replace that.
    private synchronized Known remember(PolicyDocument newest, long readAt) {
        Known before = known;
        Policy policy =
                before == null || before.policy().version() < newest.version() ? newest.policy() : before.policy();
        Known latest = new Known(policy, readAt);
        known = latest;
        return latest;
    }

    /// The policy in force, as it was put.
    public PolicyDocument newest() {
        Document newest =
                documents.find().sort(Sorts.descending("_id")).limit(1).first();
        return newest == null ? PolicyDocument.initial() : PolicyDocument.read(newest);
    }

    /// A policy that is or was in force.
    public Optional<PolicyDocument> version(long version) {
        PolicyDocument initial = PolicyDocument.initial();
        if (version == initial.version()) {
            return Optional.of(initial);
        }
        return Optional.ofNullable(documents.find(Filters.eq("_id", version)).first())
                .map(PolicyDocument::read);
    }

    /// Puts the next version in force.
    ///
    /// @param next its version is one more than that of the policy that was seen
    /// @return false when that version is there already: somebody else was faster, and nothing is changed
    public boolean put(PolicyDocument next) {
        try {
            documents.insertOne(next.toDocument());
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
        remember(next, System.nanoTime());
        return true;
    }
}
