package dev.reprise.moderation.queue;

import dev.reprise.starter.web.Cursor;
import dev.reprise.starter.web.Limit;
import dev.reprise.starter.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows moderators what waits for them.
@Tag(name = "Queue")
@RestController
class QueueController {

    private static final String LIST = "queue";

    private final Queue queue;

    QueueController(Queue queue) {
        this.queue = queue;
    }

    @Operation(
            operationId = "listQueue",
            summary = "Lists the comments that wait for a moderator, the oldest first",
            description =
                    "A comment is here from the moment on at which the policy holds it until somebody decides, its"
                            + " author edits it into something that is not held, or it or its post is deleted.")
    @GetMapping(path = "/queue", produces = MediaType.APPLICATION_JSON_VALUE)
    Page<QueuedComment> list(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Limit.parse(limit, 20);
        List<QueuedComment> read = queue.oldestFirst(Cursor.decodeId(cursor, LIST), most + 1);
        return Page.of(read, most, comment -> new Cursor(LIST, comment.commentId()), Function.identity());
    }
}
