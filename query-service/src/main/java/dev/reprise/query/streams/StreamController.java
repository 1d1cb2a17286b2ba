package dev.reprise.query.streams;

import dev.reprise.query.generations.Generations;
import dev.reprise.starter.openapi.Refuses;
import dev.reprise.starter.web.Problem;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.swagger.v3.oas.models.OpenAPI;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// Changes as they become visible, as server-sent events: `post`, `comment` and `task` with what a read shows of it
/// now, or `{"id", "removed": true}`; `reset` when the reader has to load anew. What is not approved is never told.
@Tag(name = "Changes")
@RestController
class StreamController implements OpenApiCustomizer {

    private static final Logger LOG = LoggerFactory.getLogger(StreamController.class);
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private static final String EVENTS = """
        Server-sent events (WHATWG HTML, section 9.2). Each has an opaque `id`; a reader that sends the last one as
        `Last-Event-ID` goes on there, at any instance.

        | event | data |
        | --- | --- |
        | `post` | a post as lists show it (schema `PostView`) |
        | `comment` | an approved comment (schema `CommentView`) |
        | `task` | a task (schema `TaskView`) |
        | `reset` | `{"reason": …}`: what came since is not kept any more, so load anew what is shown |

        The data of a post or comment that is gone, or of a comment that is not approved any more, says so instead
        (schema `Gone`). A silent stream carries a comment line and an `id` without data every 15 seconds.
        """;

    /// What both streams answer.
    @ApiResponse(
            responseCode = "200",
            description = "Events, until the reader leaves or is too far behind.",
            headers =
                    @Header(
                            name = HttpHeaders.CACHE_CONTROL,
                            description = "`no-store`.",
                            required = true,
                            schema = @Schema(type = "string")),
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    @Refuses(
            status = 429,
            code = "too-many-streams",
            detail = "One address may have 50 streams. Share one among your pages.",
            retryAfterSeconds = 15)
    @Refuses(
            status = 503,
            code = "streams-full",
            detail = "This instance serves as many streams as it can.",
            retryAfterSeconds = 15)
    @Refuses(
            status = 503,
            code = "streams-not-ready",
            detail = "The broker does not answer, so that nothing can be told of what changes. Try again.",
            retryAfterSeconds = 15)
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    private @interface EventStream {}

    private final Streams streams;
    private final Generations generations;

    StreamController(Streams streams, Generations generations) {
        this.streams = streams;
        this.generations = generations;
    }

    /// All changes.
    @Operation(operationId = "streamChanges", summary = "Streams all changes", description = EVENTS)
    @EventStream
    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void all(
            @Parameter(description = "The `id` of the event that was seen last; without it the stream begins now.")
                    @RequestHeader(name = LAST_EVENT_ID, required = false)
                    @Nullable
                    String lastEventId,
            HttpServletRequest request,
            HttpServletResponse response)
            throws InterruptedException {
        serve(null, lastEventId, request, response);
    }

    /// The changes of one post and of its comments.
    @Operation(
            operationId = "streamPost",
            summary = "Streams the changes of a post and of its comments",
            description = EVENTS)
    @EventStream
    @Refuses(status = 404, code = "post-not-found", detail = "There is no such post.")
    @GetMapping(path = "/posts/{id}/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void ofPost(
            @PathVariable UUID id,
            @Parameter(description = "The `id` of the event that was seen last; without it the stream begins now.")
                    @RequestHeader(name = LAST_EVENT_ID, required = false)
                    @Nullable
                    String lastEventId,
            HttpServletRequest request,
            HttpServletResponse response)
            throws InterruptedException {
        if (generations.live().post(id).isEmpty()) {
            throw Problem.notFound("post-not-found", "There is no such post.").exception();
        }
        serve(id, lastEventId, request, response);
    }

    private void serve(
            @Nullable UUID post, @Nullable String lastEventId, HttpServletRequest request, HttpServletResponse response)
            throws InterruptedException {
        try {
            serve(post, lastEventId, request.getRemoteAddr(), response);
        } catch (IOException e) {
            LOG.debug("a reader of a stream is gone", e);
        }
    }

    private void serve(@Nullable UUID post, @Nullable String lastEventId, String client, HttpServletResponse response)
            throws IOException, InterruptedException {
        streams.serve(client, post, lastEventId, () -> {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            // A proxy that collects the answer before it passes it on would hold back every message.
            response.setHeader("X-Accel-Buffering", "no");
            return response.getOutputStream();
        });
    }

    /// An event stream has no schema of its events, so those that no other answer has are added.
    @Override
    public void customise(OpenAPI document) {
        ModelConverters.getInstance().read(StreamMessages.Gone.class).forEach(document.getComponents()::addSchemas);
    }
}
