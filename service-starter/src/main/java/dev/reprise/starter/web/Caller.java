package dev.reprise.starter.web;

/// Who sends a request; a controller's method takes it as a parameter.
///
/// Until requests carry a token, the id is what the header `X-Author` says and nobody is a moderator
/// ([CallerResolver] alone knows that).
///
/// @param id 1–200 characters
/// @param moderator whether the caller may act on what others wrote
public record Caller(String id, boolean moderator) {

    /// The id of everybody who does not say who they are.
    public static final String ANONYMOUS = "anonymous";

    /// Whether the caller did not say who they are; what "anonymous" wrote may have been written by anybody.
    public boolean isAnonymous() {
        return id.equals(ANONYMOUS);
    }

    /// Whether the caller wrote what `authorId` wrote.
    public boolean owns(String authorId) {
        return id.equals(authorId);
    }
}
