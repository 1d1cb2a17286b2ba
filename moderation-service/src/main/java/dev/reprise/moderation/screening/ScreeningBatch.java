package dev.reprise.moderation.screening;

import dev.reprise.events.CommentEvent;
import dev.reprise.moderation.authors.Pasts;
import dev.reprise.moderation.inforce.Policies;
import dev.reprise.moderation.policy.Past;
import dev.reprise.moderation.policy.Policy;
import dev.reprise.starter.aggregate.AggregateStore;
import dev.reprise.starter.consumer.BatchHandler;
import dev.reprise.starter.consumer.ReceivedEvent;
import dev.reprise.starter.consumer.Subscription;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Screens a batch by the policy that is in force when it comes, and notes what authors wrote: before, when that policy
/// looks back; else afterwards, so that no verdict waits for it.
final class ScreeningBatch implements BatchHandler {

    private final Screener screener;
    private final AggregateStore<Screening> screenings;
    private final Policies policies;
    private final Pasts pasts;

    ScreeningBatch(Screener screener, AggregateStore<Screening> screenings, Policies policies, Pasts pasts) {
        this.screener = screener;
        this.screenings = screenings;
        this.policies = policies;
        this.pasts = pasts;
    }

    @Override
    public void handle(List<ReceivedEvent> events) {
        Policy policy = policies.inForce();
        if (policy.looksBack()) {
            note(events);
            screen(events, policy);
        } else {
            screen(events, policy);
            note(events);
        }
    }

    private void screen(List<ReceivedEvent> events, Policy policy) {
        Subscription.perKey("", Set.of(), event -> screener.screen(event, policy))
                .handler()
                .handle(events);
    }

    private void note(List<ReceivedEvent> events) {
        Map<UUID, String> authors = new HashMap<>();
        Map<String, List<Past.Entry>> written = new HashMap<>();
        for (ReceivedEvent received : events) {
            Optional<Revision> revision =
                    received.event().data() instanceof CommentEvent comment ? Revision.of(comment) : Optional.empty();
            revision.ifPresent(found -> author(found, authors)
                    .ifPresent(author -> written.computeIfAbsent(author, _ -> new ArrayList<>())
                            .add(found.entry())));
        }
        pasts.note(written);
    }

    private Optional<String> author(Revision revision, Map<UUID, String> authors) {
        UUID commentId = revision.event().commentId();
        if (revision.authorId() != null) {
            authors.put(commentId, revision.authorId());
        }
        return Optional.ofNullable(authors.get(commentId))
                .or(() -> screenings
                        .find(commentId)
                        .map(screening -> screening.state().authorId()));
    }
}
