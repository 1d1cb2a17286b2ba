package dev.reprise.query.replays;

import dev.reprise.query.generations.DifferenceCounts;
import dev.reprise.starter.openapi.Refuses;
import dev.reprise.starter.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// How a replay's result differs from what was live when they were compared. Counts come first, then the documents, as
/// they are read; so the answer may be large and memory small.
@Tag(name = "Replays")
@RestController
class DiffController {

    private final Replays replays;
    private final Differences differences;
    private final JsonMapper json;

    DiffController(Replays replays, Differences differences, JsonMapper json) {
        this.replays = replays;
        this.differences = differences;
        this.json = json;
    }

    record Counts(long missing, long extra, long changed, long compared) {}

    /// What is answered, for its description: it is written as it is read.
    @Schema(name = "ReplayDiff")
    record Diff(
            UUID replay,

            @Schema(description = "The generation that was live.")
            int live,

            @Schema(description = "The generation that the replay built.")
            int rebuilt,

            Instant comparedAt,
            Counts counts,

            @Schema(description = "How many of the differences are kept.")
            long listed,

            List<Difference> items) {}

    @Operation(operationId = "getDiff", summary = "Shows in what a replay's result differs from what was live")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = Diff.class)))
    @Refuses(
            status = 404,
            code = "replay-not-found",
            detail = "There is no such replay. GET /replays lists those there have been.")
    @Refuses(
            status = 409,
            code = "not-compared",
            detail = "The replay is replaying; it is compared with the live model when it has reached the head.")
    @GetMapping(path = "/replays/{id}/diff", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<StreamingResponseBody> diff(@PathVariable UUID id) {
        Replay replay = replays.find(id)
                .orElseThrow(() -> Problem.notFound("replay-not-found", "There is no such replay.")
                        .exception());
        Compared compared = replay.compared();
        if (compared == null) {
            throw Cutovers.conflict(
                            "not-compared",
                            replay.plan().window().isWhole()
                                    ? "The replay is %s; it is compared with the live model when it has reached the head."
                                            .formatted(replay.state().wireName())
                                    : "A model of a part of history is not compared with the live one.")
                    .exception();
        }
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(out -> write(replay, compared, out));
    }

    private void write(Replay replay, Compared compared, OutputStream out) {
        DifferenceCounts counts = compared.counts();
        try (JsonGenerator generator = json.createGenerator(out)) {
            generator.writeStartObject();
            generator.writePOJOProperty("replay", replay.id());
            generator.writeNumberProperty("live", compared.live());
            generator.writeNumberProperty("rebuilt", replay.generation());
            generator.writePOJOProperty("comparedAt", compared.at());
            generator.writePOJOProperty(
                    "counts", new Counts(counts.missing(), counts.extra(), counts.changed(), compared.compared()));
            generator.writeNumberProperty("listed", compared.listed());
            generator.writeArrayPropertyStart("items");
            differences.forEach(replay.id(), difference -> generator.writePOJO(plain(difference)));
            generator.writeEndArray();
            generator.writeEndObject();
        }
    }

    private static Difference plain(Difference difference) {
        List<Difference.Field> fields = difference.fields().stream()
                .map(field -> new Difference.Field(field.field(), plain(field.live()), plain(field.rebuilt())))
                .toList();
        return new Difference(difference.collection(), difference.id(), difference.kind(), fields);
    }

    /// Stored values in the form in which they are answered elsewhere: times in RFC 3339.
    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Date time -> time.toInstant();
            case Document document -> {
                Document converted = new Document();
                document.forEach((name, field) -> converted.append(name, plain(field)));
                yield converted;
            }
            case List<?> list -> list.stream().map(DiffController::plain).toList();
            default -> value;
        };
    }
}
