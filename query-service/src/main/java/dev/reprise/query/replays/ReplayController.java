package dev.reprise.query.replays;

import dev.reprise.query.generations.Following;
import dev.reprise.query.generations.PointerStore;
import dev.reprise.starter.openapi.Refuses;
import dev.reprise.starter.parking.ParkedKeyStore;
import dev.reprise.starter.web.Caller;
import dev.reprise.starter.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Replays, for operators.
@Tag(name = "Replays")
@RestController
@RequestMapping(path = "/replays", produces = MediaType.APPLICATION_JSON_VALUE)
class ReplayController {

    private static final int LISTED = 100;

    /// @param items the newest first, at most a hundred of them
    @Schema(name = "ReplayList")
    record Listed(List<ReplayView> items) {}

    private final Planning planning;
    private final Replays replays;
    private final Cutovers cutovers;
    private final PointerStore pointers;
    private final Heads heads;
    private final ParkedKeyStore parked;
    private final Clock clock;

    ReplayController(
            Planning planning,
            Replays replays,
            Cutovers cutovers,
            PointerStore pointers,
            Heads heads,
            MongoTemplate mongo,
            Clock clock) {
        this.parked = new ParkedKeyStore(mongo);
        this.planning = planning;
        this.replays = replays;
        this.cutovers = cutovers;
        this.pointers = pointers;
        this.heads = heads;
        this.clock = clock;
    }

    @Operation(operationId = "startReplay", summary = "Rebuilds the read model beside the live one")
    @ApiResponse(
            responseCode = "202",
            description = "Accepted",
            headers =
                    @Header(
                            name = HttpHeaders.LOCATION,
                            description = "The replay's address.",
                            required = true,
                            schema = @Schema(type = "string")),
            useReturnTypeSchema = true)
    @Plan.Refused
    @PostMapping
    ResponseEntity<ReplayView> start(@RequestBody Plan.Request request, Caller caller) {
        Plan plan = request.checked(clock.instant());
        Replay replay = planning.start(plan, caller.id());
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .location(URI.create("/replays/" + replay.id()))
                .body(view(replay));
    }

    @Operation(
            operationId = "planReplay",
            summary = "Says what a replay would take, and starts none",
            description = "Refuses what starting it would refuse.")
    @Plan.Refused
    @PostMapping("/plan")
    Estimate plan(@RequestBody Plan.Request request) throws InterruptedException {
        return planning.estimate(request.checked(clock.instant()));
    }

    @Operation(operationId = "listReplays", summary = "Lists the newest hundred replays, without their partitions")
    @GetMapping
    Listed list() {
        var pointer = pointers.read(clock.instant());
        return new Listed(replays.newest(LISTED).stream()
                .map(replay -> ReplayView.of(replay, pointer, null, null, false))
                .toList());
    }

    @Operation(operationId = "getReplay", summary = "Shows how far a replay is")
    @Refuses(
            status = 404,
            code = "replay-not-found",
            detail = "There is no such replay. GET /replays lists those there have been.")
    @GetMapping("/{id}")
    ReplayView get(@PathVariable UUID id) {
        return view(existing(id));
    }

    @Operation(operationId = "cutOver", summary = "Switches to the generation that a replay built")
    @Refuses(
            status = 404,
            code = "replay-not-found",
            detail = "There is no such replay. GET /replays lists those there have been.")
    @Refuses(
            status = 409,
            code = "never-switched-in",
            detail = "A dry run, or a model of a part of history, is never switched in: start a replay of all of it.")
    @Refuses(
            status = 409,
            code = "not-ready",
            detail = "The replay is replaying; it can be switched in while it is ready.",
            extras = "{\"state\":\"replaying\"}")
    @PostMapping("/{id}/cutover")
    ReplayView cutOver(@PathVariable UUID id, Caller caller) {
        cutovers.cutOver(existing(id), caller.id());
        return view(existing(id));
    }

    @Operation(operationId = "rollBack", summary = "Switches back to the generation before")
    @Refuses(
            status = 404,
            code = "replay-not-found",
            detail = "There is no such replay. GET /replays lists those there have been.")
    @Refuses(
            status = 409,
            code = "not-live",
            detail = "Only the replay whose generation is served can be rolled back; this one is not.",
            extras = "{\"state\":\"ready\"}")
    @Refuses(
            status = 409,
            code = "previous-gone",
            detail = "The generation before has been dropped, its time was over: start a replay instead of going back.")
    @PostMapping("/{id}/rollback")
    ReplayView rollBack(@PathVariable UUID id, Caller caller) {
        cutovers.rollBack(existing(id), caller.id());
        return view(existing(id));
    }

    /// Ends a replay that is under way, or gives up what it built. Repeating it changes nothing.
    @Operation(
            operationId = "cancelReplay",
            summary = "Ends a replay that is under way, or gives up what it built",
            description = "Repeating it changes nothing.")
    @Refuses(
            status = 404,
            code = "replay-not-found",
            detail = "There is no such replay. GET /replays lists those there have been.")
    @Refuses(status = 409, code = "replay-live", detail = "The replay was switched in: roll it back instead.")
    @DeleteMapping("/{id}")
    ResponseEntity<Void> cancel(@PathVariable UUID id) {
        Replay replay = existing(id);
        replays.cancel(id, clock.instant());
        pointers.release(id);
        pointers.forget(replay.generation());
        State state = Cutovers.stateOf(existing(id), pointers.read(clock.instant()));
        if (state == State.LIVE) {
            throw Cutovers.conflict("replay-live", "The replay was switched in: roll it back instead.")
                    .exception();
        }
        return ResponseEntity.noContent().build();
    }

    private ReplayView view(Replay replay) {
        return ReplayView.of(
                replay,
                pointers.read(clock.instant()),
                heads.latelyIfKnown(),
                parked.totals(Following.subscription(replay.generation())),
                true);
    }

    private Replay existing(UUID id) {
        return replays.find(id)
                .orElseThrow(() -> Problem.notFound(
                                "replay-not-found",
                                "There is no such replay. GET /replays lists those there have been.")
                        .exception());
    }
}
