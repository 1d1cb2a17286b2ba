package dev.reprise.moderation.rescreening;

import dev.reprise.moderation.rescreening.Run.Kind;
import dev.reprise.starter.web.Cursor;
import dev.reprise.starter.web.Limit;
import dev.reprise.starter.web.Page;
import dev.reprise.starter.web.Problem;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/// What previews and rescreens are asked alike.
@Component
class RunAnswers {

    static final String NO_PREVIEW = "There is no such preview. The last fifty runs are kept.";
    static final String NO_RESCREEN = "There is no such rescreen. The last fifty runs are kept.";

    private static final String LIST = "changes";

    private record Placed(long place, Change change) {}

    private final Runs runs;
    private final Changes changes;

    RunAnswers(Runs runs, Changes changes) {
        this.runs = runs;
        this.changes = changes;
    }

    /// @throws dev.reprise.starter.web.ProblemException 409 `too-many-runs`
    ResponseEntity<RunView> started(Run run, String path) {
        if (!runs.add(run)) {
            throw new Problem(
                            HttpStatus.CONFLICT,
                            "too-many-runs",
                            "There are %d previews and rescreens under way. Wait, or cancel one."
                                    .formatted(Runs.MOST_UNDER_WAY))
                    .exception();
        }
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .location(URI.create(path + run.id()))
                .body(RunView.of(run));
    }

    /// @throws dev.reprise.starter.web.ProblemException 404 `preview-not-found` or `rescreen-not-found`
    Run existing(UUID id, Kind kind) {
        return runs.find(id, kind).orElseThrow(() -> switch (kind) {
            case PREVIEW -> Problem.notFound("preview-not-found", NO_PREVIEW).exception();
            case RESCREEN -> Problem.notFound("rescreen-not-found", NO_RESCREEN).exception();
        });
    }

    Page<Change> changes(Run run, @Nullable String limit, @Nullable String cursor) {
        int most = Limit.parse(limit, 20);
        Cursor after = Cursor.decode(cursor, LIST, 1);
        long first = after == null ? 0 : Math.max(0, after.number(0));
        List<Change> found = changes.page(run.id(), first, most + 1);
        List<Placed> placed = IntStream.range(0, found.size())
                .mapToObj(index -> new Placed(first + index, found.get(index)))
                .toList();
        return Page.of(
                placed, most, last -> new Cursor(LIST, List.of(Long.toString(last.place() + 1))), Placed::change);
    }

    ResponseEntity<Void> canceled(Run run) {
        runs.end(run.id(), RunState.CANCELED, null, null);
        return ResponseEntity.noContent().build();
    }
}
