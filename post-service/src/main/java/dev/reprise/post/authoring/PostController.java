package dev.reprise.post.authoring;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.reprise.events.ConsistencyToken;
import dev.reprise.events.PostEvent;
import dev.reprise.events.PostEvent.PostCreated;
import dev.reprise.events.PostEvent.PostDeleted;
import dev.reprise.events.PostEvent.PostUpdated;
import dev.reprise.events.Topic;
import dev.reprise.post.authoring.PostRequests.CreatePost;
import dev.reprise.post.authoring.PostRequests.UpdatePost;
import dev.reprise.starter.aggregate.Aggregate;
import dev.reprise.starter.aggregate.AggregateStore;
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

/// The write side of posts. Reads here come from this service's own store; front ends read from query-service.
@Tag(name = "Posts")
@RestController
@RequestMapping(path = "/posts", produces = MediaType.APPLICATION_JSON_VALUE)
class PostController {

    private static final String LIST = "posts";

    private final AggregateStore<Post> posts;
    private final IdempotencyKeys idempotencyKeys;
    private final Clock clock;

    PostController(AggregateStore<Post> posts, IdempotencyKeys idempotencyKeys, Clock clock) {
        this.posts = posts;
        this.idempotencyKeys = idempotencyKeys;
        this.clock = clock;
    }

    @Operation(operationId = "createPost", summary = "Writes a post")
    @PostMapping
    ResponseEntity<PostView> create(
            @RequestBody CreatePost request,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            Caller caller) {
        FieldError.throwIfAny(request.checks());
        Claim claim = idempotencyKeys.claim(key, caller, "POST /posts", request);
        PostCreated created = request.decide(claim.id(), caller.id(), claim.at());
        Post post = Post.opened(created);
        posts.create(claim.id(), post, created, Cause.request());
        return Written.created("/posts/" + claim.id(), token(created, 1), PostView.of(claim.id(), 1, post));
    }

    @Operation(operationId = "getPost", summary = "Shows a post as this service keeps it")
    @Refuses(status = 404, code = "post-not-found", detail = "There is no such post.")
    @GetMapping("/{id}")
    ResponseEntity<PostView> get(@PathVariable UUID id) {
        Aggregate<Post> post = existing(id);
        return ResponseEntity.ok().eTag(IfMatch.etag(post.version())).body(PostView.of(post));
    }

    @Operation(operationId = "listPosts", summary = "Lists posts, the newest first, as this service keeps them")
    @GetMapping
    Page<PostView> list(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Limit.parse(limit, 20);
        List<Aggregate<Post>> read =
                posts.newestFirst(where("state.deleted").is(false), Cursor.decodeId(cursor, LIST), most + 1);
        return Page.of(read, most, post -> new Cursor(LIST, post.id()), PostView::of);
    }

    @Operation(
            operationId = "updatePost",
            summary = "Changes a post",
            description = "For its author. What is left out stays as it is.")
    @Refuses(status = 404, code = "post-not-found", detail = "There is no such post.")
    @Refuses(status = 400, code = "nothing-to-update", detail = "Send a title, a body or both.")
    @Refuses(status = 403, code = "not-owner", detail = "Only its author may do this.")
    @Refuses(
            status = 428,
            code = "if-match-required",
            detail = "Send the ETag you last saw as If-Match, so that no change of others is lost.")
    @PatchMapping("/{id}")
    ResponseEntity<PostView> update(
            @PathVariable UUID id, @RequestBody UpdatePost request, IfMatch ifMatch, Caller caller) {
        Aggregate<Post> post = existing(id);
        if (!caller.owns(post.state().authorId())) {
            throw Problems.notOwner().exception();
        }
        if (request.isEmpty()) {
            throw Problem.badRequest("nothing-to-update", "Send a title, a body or both.")
                    .exception();
        }
        FieldError.throwIfAny(request.checks());
        ifMatch.requireCurrent(post.version());
        Optional<PostUpdated> updated = request.decide(id, post.state(), clock.instant());
        if (updated.isEmpty()) {
            return ResponseEntity.ok().eTag(IfMatch.etag(post.version())).body(PostView.of(post));
        }
        Post changed = written(post, updated.get());
        long version = post.version() + 1;
        return Written.changed(token(updated.get(), version), PostView.of(id, version, changed));
    }

    @Operation(operationId = "deletePost", summary = "Deletes a post and its comments", description = "For its author.")
    @Refuses(status = 404, code = "post-not-found", detail = "There is no such post.")
    @Refuses(status = 403, code = "not-owner", detail = "Only its author may do this.")
    @Refuses(
            status = 428,
            code = "if-match-required",
            detail = "Send the ETag you last saw as If-Match, so that no change of others is lost.")
    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(@PathVariable UUID id, IfMatch ifMatch, Caller caller) {
        Aggregate<Post> post = existing(id);
        if (!caller.owns(post.state().authorId()) && !caller.moderator()) {
            throw Problems.notOwner().exception();
        }
        ifMatch.requireCurrent(post.version());
        PostDeleted deleted = new PostDeleted(id, clock.instant());
        written(post, deleted);
        return Written.deleted(token(deleted, post.version() + 1));
    }

    private Post written(Aggregate<Post> seen, PostEvent event) {
        Post changed = seen.state().after(event);
        if (!posts.replace(seen, changed, event, Cause.request())) {
            throw Problems.preconditionFailed().exception();
        }
        return changed;
    }

    private Aggregate<Post> existing(UUID id) {
        return posts.find(id)
                .filter(post -> !post.state().deleted())
                .orElseThrow(() -> Problem.notFound("post-not-found", "There is no such post.")
                        .exception());
    }

    private static ConsistencyToken token(PostEvent event, long version) {
        return ConsistencyToken.of(Topic.POSTS, event, version);
    }
}
