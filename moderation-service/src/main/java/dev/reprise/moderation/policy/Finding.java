package dev.reprise.moderation.policy;

import org.jspecify.annotations.Nullable;

/// Why a rule applies.
///
/// @param excerpt what it matched; absent when that is no part of the text
/// @param reason for people
/// @param certain false when it could not be found out: the comment is then held, whatever the rule's outcome
public record Finding(@Nullable Excerpt excerpt, String reason, boolean certain) {

    static Finding in(Excerpt excerpt, String reason) {
        return new Finding(excerpt, reason, true);
    }

    static Finding of(String reason) {
        return new Finding(null, reason, true);
    }

    static Finding unknown(String reason) {
        return new Finding(null, reason, false);
    }
}
