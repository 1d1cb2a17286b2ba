package dev.reprise.moderation.inforce;

import dev.reprise.moderation.policy.Policy;
import dev.reprise.moderation.policy.PolicyReading;
import dev.reprise.moderation.policy.PolicyReading.Read;
import dev.reprise.moderation.policy.Rule;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// One version of the policy as it was put. Immutable.
///
/// @param rules as JSON has them
/// @param changedBy who put it; absent of the first, which comes with the service
public record PolicyDocument(
        long version,
        List<Map<String, Object>> rules,
        @Nullable String changedBy,
        @Nullable Instant changedAt) {

    public PolicyDocument {
        // Maps of one kind, so that what was put equals what was read.
        rules = rules.stream().<Map<String, Object>>map(LinkedHashMap::new).toList();
    }

    /// What is in force until somebody puts another: no "orange".
    public static PolicyDocument initial() {
        return new PolicyDocument(
                1,
                List.of(Map.of(
                        "id", "orange", "kind", "contains-text", "outcome", "reject", "texts", List.of("orange"))),
                null,
                null);
    }

    /// The policy to screen by. It was accepted once; a classifier that is not set up any more gives no answers.
    ///
    /// @throws IllegalStateException when this build does not understand it
    public Policy policy() {
        return new Policy(version, read(rules));
    }

    /// The rules of a document that was accepted once.
    ///
    /// @throws IllegalStateException when this build does not understand it
    public static List<Rule> read(List<? extends Map<String, Object>> rules) {
        Set<String> classifiers = rules.stream()
                .map(rule -> String.valueOf(rule.get("classifier")))
                .collect(Collectors.toSet());
        return switch (PolicyReading.read(rules, classifiers)) {
            case Read.Accepted(List<Rule> accepted) -> accepted;
            case Read.Refused(var faults) ->
                throw new IllegalStateException("A policy that was accepted is not understood: " + faults);
        };
    }

    Document toDocument() {
        return new Document("_id", version)
                .append("rules", rules.stream().map(Document::new).toList())
                .append("changedBy", changedBy)
                .append("changedAt", changedAt == null ? null : Date.from(changedAt));
    }

    static PolicyDocument read(Document stored) {
        Date changedAt = stored.getDate("changedAt");
        return new PolicyDocument(
                stored.get("_id", Number.class).longValue(),
                List.copyOf(stored.getList("rules", Document.class)),
                stored.getString("changedBy"),
                changedAt == null ? null : changedAt.toInstant());
    }
}
