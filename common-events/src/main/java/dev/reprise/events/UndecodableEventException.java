package dev.reprise.events;

import org.jspecify.annotations.Nullable;

/// A record that is no event of this contract. Reading it again gives the same answer until the code changes.
/// The message names what is wrong and never quotes the data.
public final class UndecodableEventException extends RuntimeException {

    /// What is wrong with the record.
    public enum Reason {
        /// A required CloudEvents attribute is absent or not of its form.
        INVALID_ATTRIBUTE,
        /// `ce_type` names no event, or a version, that this build knows.
        UNKNOWN_TYPE,
        /// The value is not the JSON of its type.
        MALFORMED_DATA,
        /// An upcaster failed at the value; which of both is wrong, only a person can say.
        NOT_LIFTED,
        /// Topic, key or subject are not those of the data.
        MISPLACED
    }

    private final Reason reason;

    UndecodableEventException(Reason reason, String message) {
        this(reason, message, null);
    }

    UndecodableEventException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
