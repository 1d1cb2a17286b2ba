package dev.reprise.moderation.policy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// One revision of a comment, and all that rules may know beside it. Immutable.
///
/// @param writtenAt when the author sent this revision
/// @param past what the author wrote, before and after; rules look at what came before
/// @param answers what classifiers said of the content, by their names; of those that were asked
public record Submission(
        UUID commentId, int revision, Content content, Instant writtenAt, Past past, Map<String, Answer> answers) {

    public Submission {
        answers = Map.copyOf(answers);
    }

    public Submission(UUID commentId, int revision, Content content, Instant writtenAt, Past past) {
        this(commentId, revision, content, writtenAt, past, Map.of());
    }

    /// The same with one more answer.
    public Submission with(String classifier, Answer answer) {
        Map<String, Answer> more = new HashMap<>(answers);
        more.put(classifier, answer);
        return new Submission(commentId, revision, content, writtenAt, past, more);
    }
}
