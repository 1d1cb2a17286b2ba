package dev.reprise.comment.discussion;

import dev.reprise.comment.discussion.KnownPosts.Standing;
import dev.reprise.events.CommentEvent.CommentCreated;
import dev.reprise.events.CommentEvent.CommentUpdated;
import dev.reprise.events.ConsistencyToken;
import dev.reprise.events.Topic;
import dev.reprise.starter.aggregate.Aggregate;
import dev.reprise.starter.aggregate.Cause;
import dev.reprise.starter.openapi.Refuses;
import dev.reprise.starter.web.Caller;
import dev.reprise.starter.web.Cursor;
import dev.reprise.starter.web.FieldError;
import dev.reprise.starter.web.IdempotencyKeys;
import dev.reprise.starter.web.IdempotencyKeys.Claim;
import dev.reprise.starter.web.IfMatch;
import dev.reprise.starter.web.Limit;
import dev.reprise.starter.web.Page;
import dev.reprise.starter.web.Problem;
import dev.reprise.starter.web.Problems;
import dev.reprise.starter.web.Written;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The write side of comments. Reads here show this service's own store, comments of every status included;
/// they are for authors and for operation. Front ends read from query-service, which shows strangers approved
/// ones only.
@Tag(name = "Comments")
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class CommentController {

    private static final String LIST = "comments";

    /// How long a comment waits for news of its post.
    private static final Duration POST_NEWS = Duration.ofSeconds(1);

    private final Comments comments;
    private final KnownPosts posts;
    private final IdempotencyKeys idempotencyKeys;
    private final Clock clock;

    CommentController(Comments comments, KnownPosts posts, IdempotencyKeys idempotencyKeys, Clock clock) {
        this.comments = comments;
        this.posts = posts;
        this.idempotencyKeys = idempotencyKeys;
        this.clock = clock;
    }

    @Operation(
            operationId = "createComment",
            summary = "Comments on a post",
            description = "Accepted as `pending` and screened a moment later. A post that was written a moment ago is"
                    + " waited for, up to a second.")
    @Refuses(status = 404, code = "post-not-found", detail = "There is no such post.")
    @PostMapping("/posts/{postId}/comments")
    ResponseEntity<CommentView> create(
            @PathVariable UUID postId,
            @RequestBody WriteComment request,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            Caller caller)
            throws InterruptedException {
        FieldError.throwIfAny(request.checks());
        if (posts.await(postId, POST_NEWS) != Standing.OPEN) {
            throw Problem.notFound("post-not-found", "There is no such post.").exception();
        }
        Claim claim = idempotencyKeys.claim(key, caller, "POST /posts/" + postId + "/comments", request);
        CommentCreated created = request.decide(claim.id(), postId, caller.id(), claim.at());
        Comment comment = comments.open(created, Cause.request());
        return Written.created(
                "/comments/" + claim.id(), token(postId, claim.id(), 1), CommentView.of(claim.id(), 1, comment));
    }

    @Operation(
            operationId = "listComments",
            summary = "Lists a post's comments of every status, as this service keeps them",
            description = "The oldest first.")
    @Refuses(status = 404, code = "post-not-found", detail = "There is no such post.")
    @GetMapping("/posts/{postId}/comments")
    Page<CommentView> list(
            @PathVariable UUID postId,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (posts.standing(postId) != Standing.OPEN) {
            throw Problem.notFound("post-not-found", "There is no such post.").exception();
        }
        int most = Limit.parse(limit, 20);
        List<Aggregate<Comment>> read = comments.under(postId, Cursor.decodeId(cursor, LIST), most + 1);
        return Page.of(read, most, comment -> new Cursor(LIST, comment.id()), CommentView::of);
    }

    @Operation(operationId = "getComment", summary = "Shows a comment as this service keeps it")
    @Refuses(status = 404, code = "comment-not-found", detail = "There is no such comment.")
    @GetMapping("/comments/{id}")
    ResponseEntity<CommentView> get(@PathVariable UUID id) {
        Aggregate<Comment> comment = existing(id);
        return ResponseEntity.ok().eTag(IfMatch.etag(comment.version())).body(CommentView.of(comment));
    }

    @Operation(
            operationId = "updateComment",
            summary = "Changes a comment",
            description = "For its author. What it says then is pending and screened again.")
    @Refuses(status = 404, code = "comment-not-found", detail = "There is no such comment.")
    @Refuses(status = 400, code = "nothing-to-update", detail = "Send a content.")
    @Refuses(status = 403, code = "not-owner", detail = "Only its author may do this.")
    @Refuses(
            status = 428,
            code = "if-match-required",
            detail = "Send the ETag you last saw as If-Match, so that no change of others is lost.")
    @PatchMapping("/comments/{id}")
    ResponseEntity<CommentView> update(
            @PathVariable UUID id, @RequestBody WriteComment request, IfMatch ifMatch, Caller caller) {
        Aggregate<Comment> comment = existing(id);
        if (!caller.owns(comment.state().authorId())) {
            throw Problems.notOwner().exception();
        }
        if (request.content() == null) {
            throw Problem.badRequest("nothing-to-update", "Send a content.").exception();
        }
        FieldError.throwIfAny(request.checks());
        ifMatch.requireCurrent(comment.version());
        Optional<CommentUpdated> updated = request.decide(id, comment.state(), clock.instant());
        if (updated.isEmpty()) {
            return ResponseEntity.ok().eTag(IfMatch.etag(comment.version())).body(CommentView.of(comment));
        }
        if (!comments.change(comment, updated.get())) {
            throw Problems.preconditionFailed().exception();
        }
        long version = comment.version() + 1;
        Comment changed = comment.state().after(updated.get());
        return Written.changed(token(changed.postId(), id, version), CommentView.of(id, version, changed));
    }

    @Operation(operationId = "deleteComment", summary = "Deletes a comment", description = "For its author.")
    @Refuses(status = 404, code = "comment-not-found", detail = "There is no such comment.")
    @Refuses(status = 403, code = "not-owner", detail = "Only its author may do this.")
    @Refuses(
            status = 428,
            code = "if-match-required",
            detail = "Send the ETag you last saw as If-Match, so that no change of others is lost.")
    @DeleteMapping("/comments/{id}")
    ResponseEntity<Void> delete(@PathVariable UUID id, IfMatch ifMatch, Caller caller) {
        Aggregate<Comment> comment = existing(id);
        if (!caller.owns(comment.state().authorId()) && !caller.moderator()) {
            throw Problems.notOwner().exception();
        }
        ifMatch.requireCurrent(comment.version());
        if (!comments.delete(comment, Cause.request())) {
            throw Problems.preconditionFailed().exception();
        }
        return Written.deleted(token(comment.state().postId(), id, comment.version() + 1));
    }

    private Aggregate<Comment> existing(UUID id) {
        return comments.find(id)
                .orElseThrow(() -> Problem.notFound("comment-not-found", "There is no such comment.")
                        .exception());
    }

    private static ConsistencyToken token(UUID postId, UUID commentId, long version) {
        return new ConsistencyToken(Topic.COMMENTS, postId, commentId, version);
    }
}
