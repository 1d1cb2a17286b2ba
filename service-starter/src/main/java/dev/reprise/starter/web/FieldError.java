package dev.reprise.starter.web;

import java.util.List;
import java.util.Optional;

/// One field that can't be accepted.
///
/// @param message for people, begins with a verb: `must not be empty`
public record FieldError(String field, String message) {

    /// Goes on only when no check found anything.
    ///
    /// @throws ProblemException 400 `invalid-field` with all that was found in `errors`
    public static void throwIfAny(List<Optional<FieldError>> checks) {
        List<FieldError> errors = checks.stream().flatMap(Optional::stream).toList();
        if (!errors.isEmpty()) {
            throw Problems.invalidField(errors).exception();
        }
    }
}
