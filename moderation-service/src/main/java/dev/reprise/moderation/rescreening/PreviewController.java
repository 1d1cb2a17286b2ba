package dev.reprise.moderation.rescreening;

import dev.reprise.events.Ids;
import dev.reprise.moderation.classifying.Classifiers;
import dev.reprise.moderation.inforce.PolicyRequest;
import dev.reprise.moderation.rescreening.Run.Kind;
import dev.reprise.starter.openapi.Refuses;
import dev.reprise.starter.web.Caller;
import dev.reprise.starter.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What another policy would decide, for moderators. Nothing is decided by it.
@Tag(name = "Previews")
@RestController
@RequestMapping(path = "/policy", produces = MediaType.APPLICATION_JSON_VALUE)
class PreviewController {

    private final RunAnswers answers;
    private final Classifiers classifiers;
    private final Clock clock;

    PreviewController(RunAnswers answers, Classifiers classifiers, Clock clock) {
        this.answers = answers;
        this.classifiers = classifiers;
        this.clock = clock;
    }

    @Operation(
            operationId = "startPreview",
            summary = "Finds out what a policy would decide about the comments that are there",
            description = "Replays `comments` against it, beside everything else, and decides nothing.")
    @StartsRun
    @PolicyRequest.Refused
    @PostMapping("/preview")
    ResponseEntity<RunView> start(@RequestBody PolicyRequest request, Caller caller) {
        request.accepted(classifiers.names());
        Run run = Run.preview(Ids.next(), request.given(), caller.id(), clock.instant());
        return answers.started(run, "/policy/previews/");
    }

    @Operation(operationId = "getPreview", summary = "Shows how far a preview is, and what it found")
    @Refuses(status = 404, code = "preview-not-found", detail = RunAnswers.NO_PREVIEW)
    @GetMapping("/previews/{id}")
    RunView get(@PathVariable UUID id) {
        return RunView.of(existing(id));
    }

    @Operation(operationId = "listPreviewChanges", summary = "Lists the verdicts that would change")
    @Refuses(status = 404, code = "preview-not-found", detail = RunAnswers.NO_PREVIEW)
    @GetMapping("/previews/{id}/changes")
    Page<Change> changes(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return answers.changes(existing(id), limit, cursor);
    }

    @Operation(
            operationId = "cancelPreview",
            summary = "Ends a preview that is under way",
            description = "Repeating it changes nothing.")
    @Refuses(status = 404, code = "preview-not-found", detail = RunAnswers.NO_PREVIEW)
    @DeleteMapping("/previews/{id}")
    ResponseEntity<Void> cancel(@PathVariable UUID id) {
        return answers.canceled(existing(id));
    }

    private Run existing(UUID id) {
        return answers.existing(id, Kind.PREVIEW);
    }
}
