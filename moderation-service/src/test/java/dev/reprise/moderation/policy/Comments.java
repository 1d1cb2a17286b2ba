package dev.reprise.moderation.policy;

import dev.reprise.events.Ids;
import dev.reprise.moderation.policy.Past.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Comments to try rules on.
final class Comments {

    static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private Comments() {}

    static Submission saying(String content) {
        return saying(content, Past.NONE);
    }

    /// Written at noon.
    static Submission saying(String content, Past past) {
        return new Submission(Ids.next(), 1, new Content(content), NOON, past);
    }

    /// Another comment, written so long before noon.
    static Entry earlier(Duration time, String content) {
        return entry(Ids.next(), 1, NOON.minus(time), content);
    }

    static Entry entry(UUID commentId, int revision, Instant writtenAt, String content) {
        return new Entry(commentId, revision, writtenAt, new Content(content).digest());
    }

    static Past past(Entry... entries) {
        Past past = Past.NONE;
        for (Entry entry : entries) {
            past = past.with(entry);
        }
        return past;
    }

    /// What a condition matches in a comment; empty when it does not apply.
    static Optional<String> matched(Condition condition, String content) {
        return condition.find(saying(content)).map(finding -> {
            Excerpt excerpt = finding.excerpt();
            return excerpt == null ? "" : excerpt.text();
        });
    }
}
