package dev.reprise.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Optional;

/// Who may see a comment. There are three, whatever kinds of verdict moderation knows: comment-service translates.
public enum CommentStatus {
    /// Not decided yet: its author alone sees it.
    @JsonProperty("pending")
    PENDING("pending"),
    /// Everybody sees it.
    @JsonProperty("approved")
    APPROVED("approved"),
    /// Nobody sees it but moderators.
    @JsonProperty("rejected")
    REJECTED("rejected");

    private final String wireName;

    CommentStatus(String wireName) {
        this.wireName = wireName;
    }

    /// The name in JSON and in URLs.
    public String wireName() {
        return wireName;
    }

    /// The status of that name; empty for any other text. Case matters.
    public static Optional<CommentStatus> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(status -> status.wireName.equals(name))
                .findFirst();
    }
}
