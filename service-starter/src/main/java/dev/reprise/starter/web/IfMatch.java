package dev.reprise.starter.web;

import java.util.List;
import org.springframework.http.ETag;

/// The `If-Match` of a request (RFC 9110, 13.1.1); a controller's method takes it as a parameter. An `ETag` is the
/// aggregate's version in quotes; a weak one never matches.
///
/// @param present whether the header was there
/// @param tags what it named
public record IfMatch(boolean present, List<ETag> tags) {

    /// The `ETag` of an aggregate of that version.
    public static String etag(long version) {
        return "\"" + version + "\"";
    }

    /// Goes on only when the header names the current version.
    ///
    /// @throws ProblemException 428 `if-match-required` when absent, 412 `stale-version` when it names another
    public void requireCurrent(long version) {
        if (!present) {
            throw Problems.preconditionRequired().exception();
        }
        if (!admits(version)) {
            throw Problems.preconditionFailed().exception();
        }
    }

    /// Whether the header is absent or names this version.
    public boolean admits(long version) {
        return !present
                || tags.stream()
                        .anyMatch(tag ->
                                tag.isWildcard() || (!tag.weak() && tag.tag().equals(Long.toString(version))));
    }
}
