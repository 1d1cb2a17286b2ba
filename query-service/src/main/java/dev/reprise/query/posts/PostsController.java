package dev.reprise.query.posts;

import dev.reprise.events.CommentStatus;
import dev.reprise.query.model.CommentEntry;
import dev.reprise.query.model.PostPage;
import dev.reprise.query.model.ReadModel;
import dev.reprise.query.model.ReadModel.AfterPost;
import dev.reprise.query.model.ReadModel.PostOrder;
import dev.reprise.starter.web.Caller;
import dev.reprise.starter.web.Cursor;
import dev.reprise.starter.web.Limit;
import dev.reprise.starter.web.Page;
import dev.reprise.starter.web.Problem;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Posts and comments for front ends. Nobody sees a comment that is not approved, but its author their own pending ones
/// and moderators those they ask for by status.
@RestController
@RequestMapping("/posts")
class PostsController {

    private static final String COMMENTS = "comments";
    private static final int FIRST_COMMENTS = 50;

    private final ReadModel model;

    PostsController(ReadModel model) {
        this.model = model;
    }

    @GetMapping
    Page<PostView> list(
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Limit.parse(limit, 20);
        PostOrder order = order(sort);
        Cursor after = Cursor.decode(cursor, order.name(), 2);
        List<PostPage> read =
                model.posts(order, after == null ? null : new AfterPost(after.number(0), after.id(1)), most + 1);
        return Page.of(read, most, page -> cursor(order, page), PostView::of);
    }

    private static Cursor cursor(PostOrder order, PostPage last) {
        return new Cursor(
                order.name(),
                List.of(
                        Long.toString(last.discussion().commentCount()),
                        last.postId().toString()));
    }

    private static PostOrder order(@Nullable String sort) {
        return switch (sort == null ? "newest" : sort) {
            case "newest" -> PostOrder.NEWEST;
            case "oldest" -> PostOrder.OLDEST;
            case "most-commented" -> PostOrder.MOST_COMMENTED;
            default ->
                throw Problem.badRequest("invalid-sort", "sort is newest, oldest or most-commented.")
                        .exception();
        };
    }

    @GetMapping("/{id}")
    PostView.Single get(@PathVariable UUID id) {
        PostPage page = existing(id);
        return PostView.Single.of(page, page(model.comments(id, null, FIRST_COMMENTS + 1), FIRST_COMMENTS));
    }

    @GetMapping("/{id}/comments")
    Page<CommentView> comments(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        int most = Limit.parse(limit, FIRST_COMMENTS);
        UUID after = Cursor.decodeId(cursor, COMMENTS);
        existing(id);
        if (status != null) {
            return page(model.commentsOf(status(status), id, after, most + 1), most);
        }
        return page(
                caller.isAnonymous()
                        ? model.comments(id, after, most + 1)
                        : model.commentsFor(caller.id(), id, after, most + 1),
                most);
    }

    private static CommentStatus status(String name) {
        return CommentStatus.ofWireName(name)
                .orElseThrow(() -> Problem.badRequest("invalid-status", "status is approved, pending or rejected.")
                        .exception());
    }

    private static Page<CommentView> page(List<CommentEntry> read, int limit) {
        return Page.of(read, limit, comment -> new Cursor(COMMENTS, comment.commentId()), CommentView::of);
    }

    private PostPage existing(UUID id) {
        return model.post(id)
                .orElseThrow(() -> Problem.notFound("post-not-found", "There is no such post.")
                        .exception());
    }
}
