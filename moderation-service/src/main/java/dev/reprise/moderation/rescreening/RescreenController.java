package dev.reprise.moderation.rescreening;

import dev.reprise.events.Ids;
import dev.reprise.moderation.inforce.Policies;
import dev.reprise.moderation.rescreening.Run.Kind;
import dev.reprise.starter.openapi.Refuses;
import dev.reprise.starter.web.Caller;
import dev.reprise.starter.web.Page;
import dev.reprise.starter.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

/// The policy in force, applied to comments that are there; for moderators.
@Tag(name = "Rescreens")
@RestController
@RequestMapping(path = "/policy", produces = MediaType.APPLICATION_JSON_VALUE)
class RescreenController {

    private final RunAnswers answers;
    private final Policies policies;
    private final Clock clock;

    RescreenController(RunAnswers answers, Policies policies, Clock clock) {
        this.answers = answers;
        this.policies = policies;
        this.clock = clock;
    }

    @Operation(
            operationId = "startRescreen",
            summary = "Applies the policy in force to the comments that are there",
            description = "To all, or to those that a preview lists. What differs gets a new verdict; what a person"
                    + " decided is left alone.")
    @StartsRun
    @Refuses(status = 400, code = "invalid-rate", detail = "changesPerSecond is from 1 to 5000.")
    @Refuses(status = 404, code = "preview-not-found", detail = RunAnswers.NO_PREVIEW)
    @Refuses(
            status = 409,
            code = "preview-not-done",
            detail = "The preview is not done, so it does not list all that would change.")
    @PostMapping("/rescreen")
    ResponseEntity<RunView> start(@RequestBody RescreenRequest request, Caller caller) {
        int rate = request.rate();
        if (request.preview() != null
                && answers.existing(request.preview(), Kind.PREVIEW).state() != RunState.DONE) {
            throw new Problem(
                            HttpStatus.CONFLICT,
                            "preview-not-done",
                            "The preview is not done, so it does not list all that would change.")
                    .exception();
        }
        Run run = Run.rescreen(
                Ids.next(), policies.newest().version(), request.preview(), rate, caller.id(), clock.instant());
        return answers.started(run, "/policy/rescreens/");
    }

    @Operation(operationId = "getRescreen", summary = "Shows how far a rescreen is, and what it changed")
    @Refuses(status = 404, code = "rescreen-not-found", detail = RunAnswers.NO_RESCREEN)
    @GetMapping("/rescreens/{id}")
    RunView get(@PathVariable UUID id) {
        return RunView.of(existing(id));
    }

    @Operation(operationId = "listRescreenChanges", summary = "Lists the verdicts that were changed")
    @Refuses(status = 404, code = "rescreen-not-found", detail = RunAnswers.NO_RESCREEN)
    @GetMapping("/rescreens/{id}/changes")
    Page<Change> changes(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return answers.changes(existing(id), limit, cursor);
    }

    @Operation(
            operationId = "cancelRescreen",
            summary = "Ends a rescreen that is under way",
            description = "What it has decided stays decided. Repeating it changes nothing.")
    @Refuses(status = 404, code = "rescreen-not-found", detail = RunAnswers.NO_RESCREEN)
    @DeleteMapping("/rescreens/{id}")
    ResponseEntity<Void> cancel(@PathVariable UUID id) {
        return answers.canceled(existing(id));
    }

    private Run existing(UUID id) {
        return answers.existing(id, Kind.RESCREEN);
    }
}
