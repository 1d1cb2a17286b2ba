package dev.reprise.moderation.decisions;

import dev.reprise.moderation.decisions.Outcome.AlreadyDecided;
import dev.reprise.moderation.decisions.Outcome.StaleRevision;
import dev.reprise.moderation.screening.Screening.Decided;
import dev.reprise.starter.web.Problem;
import org.springframework.http.HttpStatus;

/// The problems that only decisions have, and their codes.
final class DecisionProblems {

    private DecisionProblems() {}

    static Problem gone() {
        return Problem.notFound("comment-not-found", "There is no such comment, or none any more.");
    }

    static Problem staleRevision(StaleRevision stale) {
        return new Problem(
                        HttpStatus.CONFLICT,
                        "stale-revision",
                        "The author edited the comment: look at what it says now, and decide on revision %d."
                                .formatted(stale.revision()))
                .with("revision", stale.revision());
    }

    static Problem alreadyDecided(AlreadyDecided already) {
        Decided verdict = already.verdict();
        return new Problem(
                        HttpStatus.CONFLICT,
                        "already-decided",
                        "%s decided on it already. To overrule that, send the ETag of its history as If-Match."
                                .formatted(verdict.decidedBy()))
                .with("verdict", verdict.status())
                .with("decidedBy", verdict.decidedBy())
                .with("decidedAt", verdict.decidedAt());
    }

    static Problem reservedAuthor() {
        return new Problem(
                HttpStatus.FORBIDDEN, "reserved-author", "Nobody may decide under the name that the policy has.");
    }

    static Problem ifMatchWithList() {
        return Problem.badRequest("if-match-with-list", "If-Match names one verdict: overrule one comment at a time.");
    }
}
