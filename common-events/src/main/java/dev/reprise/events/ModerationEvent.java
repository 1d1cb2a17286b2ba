package dev.reprise.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What moderation decided. Key: the post's id, subject: the comment's id; ordered per post.
public sealed interface ModerationEvent extends DomainEvent {

    UUID commentId();

    UUID postId();

    @Override
    default UUID subject() {
        return commentId();
    }

    @Override
    default UUID key() {
        return postId();
    }

    /// @param revision the revision of the comment that was judged; a verdict on an older one than the comment has is
    /// void
    /// @param ruleId the policy rule that matched; absent when none did or a person decided
    /// @param matched the text that the rule matched, as it stands in the comment
    /// @param matchedAt where it stands; absent without `matched`, and in events that are older than this field
    /// @param policyVersion the version of the policy in force
    /// @param decidedBy `policy`, or the id of the moderator
    record CommentModerated(
            UUID commentId,
            UUID postId,
            int revision,
            Verdict status,
            @Nullable String ruleId,
            @Nullable String matched,
            @Nullable MatchedAt matchedAt,
            @Nullable String reason,
            long policyVersion,
            String decidedBy,
            Instant decidedAt)
            implements ModerationEvent {
        public CommentModerated {
            requireNonNull(commentId, "commentId");
            requireNonNull(postId, "postId");
            requireNonNull(status, "status");
            requireNonNull(decidedBy, "decidedBy");
            requireNonNull(decidedAt, "decidedAt");
        }

        /// A verdict that does not say where anything stands: a person's, or one of a rule that matches no part of the
        /// text.
        public CommentModerated(
                UUID commentId,
                UUID postId,
                int revision,
                Verdict status,
                @Nullable String ruleId,
                @Nullable String matched,
                @Nullable String reason,
                long policyVersion,
                String decidedBy,
                Instant decidedAt) {
            this(
                    commentId,
                    postId,
                    revision,
                    status,
                    ruleId,
                    matched,
                    null,
                    reason,
                    policyVersion,
                    decidedBy,
                    decidedAt);
        }

        @Override
        public Instant occurredAt() {
            return decidedAt;
        }
    }
}
