package dev.reprise.moderation.screening;

import dev.reprise.moderation.screening.Screening.Decided;
import dev.reprise.starter.aggregate.Aggregate;
import dev.reprise.starter.aggregate.AggregateStore;
import dev.reprise.starter.web.Problem;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Shows moderators every verdict on a comment.
@RestController
class HistoryController {

    /// @param items the oldest first
    record History(UUID commentId, UUID postId, List<Decided> items) {}

    private final AggregateStore<Screening> screenings;

    HistoryController(AggregateStore<Screening> screenings) {
        this.screenings = screenings;
    }

    @GetMapping("/comments/{id}/history")
    History history(@PathVariable UUID id) {
        Aggregate<Screening> screening = screenings
                .find(id)
                .orElseThrow(() -> Problem.notFound("comment-not-found", "No such comment has been screened.")
                        .exception());
        return new History(id, screening.state().postId(), screening.state().history());
    }
}
