package dev.reprise.starter.redrive;

import dev.reprise.starter.openapi.Refuses;
import dev.reprise.starter.parking.Lane;
import dev.reprise.starter.parking.Orders;
import dev.reprise.starter.parking.ParkedKey;
import dev.reprise.starter.parking.ParkedKeyStore;
import dev.reprise.starter.parking.Redrive;
import dev.reprise.starter.parking.RedriveStore;
import dev.reprise.starter.web.Caller;
import dev.reprise.starter.web.Cursor;
import dev.reprise.starter.web.Limit;
import dev.reprise.starter.web.Page;
import dev.reprise.starter.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Events that could not be applied, for operators: what waits and why, and what is to become of it.
@Tag(name = "Parked events")
@RestController
@RequestMapping(path = "/parked", produces = MediaType.APPLICATION_JSON_VALUE)
class ParkedController {

    private static final String ONE_SUBSCRIPTION = "Only what that subscription parked.";
    private static final String ONE_TOPIC = "Only what waits on that topic.";
    private static final String KEY = "The records' key, or `none` for records whose key is no id.";
    private static final String LIST = "parked";
    private static final String REDRIVES = "redrives";
    private static final int DEFAULT_LIMIT = 20;
    private static final int MOST_AT_ONCE = 10_000;

    /// @param items one for each subscription and topic under which the key is parked
    @Schema(name = "ParkedKeys")
    record Lanes(List<ParkedView> items) {}

    /// @param items one for each parked key
    @Schema(name = "Redrives")
    record Asked(List<RedriveView> items) {}

    /// @param items one for each parked key
    @Schema(name = "Rehearsals")
    record Rehearsed(List<Rehearsal> items) {}

    /// Marks what is asked of one key.
    @Refuses(
            status = 404,
            code = "parked-not-found",
            detail = "Nothing is parked under this key. GET /parked lists all.")
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface OfKey {}

    private final ParkedKeyStore keys;
    private final RedriveStore redrives;
    private final Orders orders;
    private final Rehearsing rehearsing;

    ParkedController(ParkedKeyStore keys, RedriveStore redrives, Orders orders, Rehearsing rehearsing) {
        this.keys = keys;
        this.redrives = redrives;
        this.orders = orders;
        this.rehearsing = rehearsing;
    }

    @Operation(
            operationId = "listParked",
            summary = "Lists the keys that wait behind an event that could not be applied")
    @GetMapping
    Page<ParkedView> list(
            @Parameter(description = ONE_SUBSCRIPTION) @RequestParam(required = false) @Nullable String subscription,
            @Parameter(description = ONE_TOPIC) @RequestParam(required = false) @Nullable String topic,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Limit.parse(limit, DEFAULT_LIMIT);
        Cursor after = Cursor.decode(cursor, LIST, 4);
        Lane lane = after == null ? null : lane(after, 0);
        return Page.of(
                keys.page(subscription, topic, lane, most + 1),
                most,
                key -> new Cursor(LIST, keysOf(key.lane())),
                ParkedView::of);
    }

    @Operation(operationId = "getParked", summary = "Shows what is parked under a key")
    @OfKey
    @GetMapping("/{key}")
    Lanes get(@Parameter(description = KEY) @PathVariable String key) {
        return new Lanes(parked(key, null, null).stream().map(ParkedView::of).toList());
    }

    @Operation(
            operationId = "rehearseParked",
            summary = "Says what today's code makes of the events of a parked key, and stores nothing",
            description = "Every event is decoded. `applies` is said where the service can go through the event without"
                    + " writing, as query-service can; otherwise `decodes` is all that can be known before.")
    @OfKey
    @Refuses(
            status = 503,
            code = "broker-not-reachable",
            detail = "The broker does not answer, so the events that wait can't be read. Try again.")
    @PostMapping("/{key}/rehearsal")
    Rehearsed rehearse(
            @Parameter(description = KEY) @PathVariable String key,
            @Parameter(description = ONE_SUBSCRIPTION) @RequestParam(required = false) @Nullable String subscription,
            @Parameter(description = ONE_TOPIC) @RequestParam(required = false) @Nullable String topic) {
        return new Rehearsed(rehearsing.of(parked(key, subscription, topic)));
    }

    @Operation(
            operationId = "redriveParked",
            summary = "Applies the events of a parked key again, in order, with today's code",
            description = "They are read from their topic again. The key stays parked until all of them are applied.")
    @OfKey
    @Refuses(
            status = 409,
            code = "redrive-running",
            detail = "A redrive of this key is under way; GET /parked/redrives shows how far it is.")
    @Refuses(status = 400, code = "invalid-rate", detail = "eventsPerSecond is a whole number from 10 to 5000.")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PostMapping("/{key}/redrive")
    Asked redrive(
            @Parameter(description = KEY) @PathVariable String key,
            @Parameter(description = ONE_SUBSCRIPTION) @RequestParam(required = false) @Nullable String subscription,
            @Parameter(description = ONE_TOPIC) @RequestParam(required = false) @Nullable String topic,
            @RequestBody(required = false) @Nullable RedriveRequest request,
            Caller caller) {
        int rate = RedriveRequest.rate(request);
        return asked(orders.redrive(parked(key, subscription, topic), caller.id(), rate));
    }

    @Operation(operationId = "redriveAllParked", summary = "Applies the events of all parked keys again")
    @Refuses(status = 400, code = "invalid-rate", detail = "eventsPerSecond is a whole number from 10 to 5000.")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PostMapping("/redrive")
    Asked redriveAll(
            @Parameter(description = ONE_SUBSCRIPTION) @RequestParam(required = false) @Nullable String subscription,
            @Parameter(description = ONE_TOPIC) @RequestParam(required = false) @Nullable String topic,
            @RequestBody(required = false) @Nullable RedriveRequest request,
            Caller caller) {
        int rate = RedriveRequest.rate(request);
        return views(orders.redrive(keys.page(subscription, topic, null, MOST_AT_ONCE), caller.id(), rate));
    }

    @Operation(
            operationId = "discardParked",
            summary = "Throws away the event that stopped a key, and applies the rest",
            description =
                    "With `all`, everything that waits is thrown away. The reason and what was thrown away are kept"
                            + " and shown at `/parked/redrives`.")
    @OfKey
    @Refuses(status = 400, code = "reason-required", detail = "Say in 1 to 500 characters why events are discarded.")
    @Refuses(
            status = 409,
            code = "redrive-running",
            detail = "A redrive of this key is under way; GET /parked/redrives shows how far it is.")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PostMapping("/{key}/discard")
    Asked discard(
            @Parameter(description = KEY) @PathVariable String key,
            @Parameter(description = ONE_SUBSCRIPTION) @RequestParam(required = false) @Nullable String subscription,
            @Parameter(description = ONE_TOPIC) @RequestParam(required = false) @Nullable String topic,
            @RequestBody DiscardRequest request,
            Caller caller) {
        String reason = request.checkedReason();
        List<ParkedKey> found = parked(key, subscription, topic);
        return asked(
                request.isAll()
                        ? orders.discardAll(found, caller.id(), reason)
                        : orders.discardFirst(found, caller.id(), reason, RedriveRequest.DEFAULT));
    }

    @Operation(operationId = "listRedrives", summary = "Lists redrives and what was discarded, the newest first")
    @GetMapping("/redrives")
    Page<RedriveView> redrives(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Limit.parse(limit, DEFAULT_LIMIT);
        Cursor after = Cursor.decode(cursor, REDRIVES, 5);
        List<Redrive> read = after == null
                ? redrives.page(null, null, most + 1)
                : redrives.page(after.id(0), lane(after, 1), most + 1);
        return Page.of(
                read,
                most,
                redrive -> {
                    List<String> sorted =
                            new java.util.ArrayList<>(List.of(redrive.id().toString()));
                    sorted.addAll(keysOf(redrive.lane()));
                    return new Cursor(REDRIVES, sorted);
                },
                RedriveView::of);
    }

    @Operation(operationId = "getRedrive", summary = "Says what became of each key and event that was redriven")
    @Refuses(
            status = 404,
            code = "redrive-not-found",
            detail = "There is no such redrive. GET /parked/redrives lists those there have been.")
    @GetMapping("/redrives/{id}")
    Asked redrive(@PathVariable UUID id) {
        List<Redrive> found = redrives.find(id);
        if (found.isEmpty()) {
            throw Problem.notFound(
                            "redrive-not-found",
                            "There is no such redrive. GET /parked/redrives lists those there have been.")
                    .exception();
        }
        return views(found);
    }

    private List<ParkedKey> parked(String key, @Nullable String subscription, @Nullable String topic) {
        List<ParkedKey> found = keys.withKey(key).stream()
                .filter(one -> subscription == null || one.lane().subscription().equals(subscription))
                .filter(one -> topic == null || one.lane().topic().equals(topic))
                .toList();
        if (found.isEmpty()) {
            throw Problem.notFound("parked-not-found", "Nothing is parked under this key. GET /parked lists all.")
                    .exception();
        }
        return found;
    }

    private static Asked asked(List<Redrive> asked) {
        if (asked.isEmpty()) {
            throw new Problem(
                            HttpStatus.CONFLICT,
                            "redrive-running",
                            "A redrive of this key is under way; GET /parked/redrives shows how far it is.")
                    .exception();
        }
        return views(asked);
    }

    private static Asked views(List<Redrive> asked) {
        return new Asked(asked.stream().map(RedriveView::of).toList());
    }

    private static List<String> keysOf(Lane lane) {
        return List.of(lane.subscription(), lane.topic(), Integer.toString(lane.partition()), lane.key());
    }

    private static Lane lane(Cursor cursor, int first) {
        return new Lane(
                cursor.keys().get(first),
                cursor.keys().get(first + 1),
                (int) cursor.number(first + 2),
                cursor.keys().get(first + 3));
    }
}
