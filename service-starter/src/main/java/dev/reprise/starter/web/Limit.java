package dev.reprise.starter.web;

import org.jspecify.annotations.Nullable;

/// The `limit` of a page request.
public final class Limit {

    static final int MOST = 100;

    private Limit() {}

    /// The number that `text` stands for, or `otherwise` when it is absent.
    ///
    /// @throws ProblemException 400 `invalid-limit` unless it is a whole number from 1 to 100
    public static int parse(@Nullable String text, int otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw invalid();
        }
        throw invalid();
    }

    private static ProblemException invalid() {
        return Problems.invalidLimit().exception();
    }
}
