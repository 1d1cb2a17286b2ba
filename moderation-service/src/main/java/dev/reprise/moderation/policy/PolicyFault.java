package dev.reprise.moderation.policy;

/// Something in a policy that can't be accepted.
///
/// @param field where: a JSON pointer (RFC 6901) into the document, e.g. `/rules/3/pattern`
/// @param code stable, for programs
/// @param message for people, goes on after what stands there: `must not be empty`
public record PolicyFault(String field, String code, String message) {}
