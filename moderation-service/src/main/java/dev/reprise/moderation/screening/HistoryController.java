package dev.reprise.moderation.screening;

import dev.reprise.moderation.screening.Screening.Decided;
import dev.reprise.starter.aggregate.Aggregate;
import dev.reprise.starter.aggregate.AggregateStore;
import dev.reprise.starter.openapi.Refuses;
import dev.reprise.starter.web.IfMatch;
import dev.reprise.starter.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Shows moderators every verdict on a comment.
@Tag(name = "Verdicts")
@RestController
class HistoryController {

    /// @param items the oldest first
    record History(UUID commentId, UUID postId, List<Decided> items) {}

    private final AggregateStore<Screening> screenings;

    HistoryController(AggregateStore<Screening> screenings) {
        this.screenings = screenings;
    }

    @Operation(operationId = "getHistory", summary = "Shows every verdict on a comment, the oldest first")
    @Refuses(status = 404, code = "comment-not-found", detail = "No such comment has been screened.")
    @GetMapping(path = "/comments/{id}/history", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<History> history(@PathVariable UUID id) {
        Aggregate<Screening> screening = screenings
                .find(id)
                .orElseThrow(() -> Problem.notFound("comment-not-found", "No such comment has been screened.")
                        .exception());
        return ResponseEntity.ok()
                .eTag(IfMatch.etag(screening.version()))
                .body(new History(
                        id, screening.state().postId(), screening.state().history()));
    }
}
