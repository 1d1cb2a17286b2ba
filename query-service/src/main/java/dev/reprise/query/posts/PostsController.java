package dev.reprise.query.posts;

import dev.reprise.events.CommentStatus;
import dev.reprise.query.model.CommentEntry;
import dev.reprise.query.model.PostPage;
import dev.reprise.query.model.ReadModel;
import dev.reprise.query.model.ReadModel.AfterPost;
import dev.reprise.query.model.ReadModel.PostOrder;
import dev.reprise.query.pages.Encoded;
import dev.reprise.query.pages.Pages;
import dev.reprise.starter.openapi.Refuses;
import dev.reprise.starter.web.Caller;
import dev.reprise.starter.web.Cursor;
import dev.reprise.starter.web.Limit;
import dev.reprise.starter.web.Page;
import dev.reprise.starter.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Posts and comments for front ends. Nobody sees a comment that is not approved, but its author their own pending ones
/// and moderators those they ask for by status.
@Tag(name = "Posts")
@Controller
@RequestMapping("/posts")
class PostsController {

    private static final String COMMENTS = "comments";
    private static final int FIRST_COMMENTS = 50;
    private static final int LONGEST_AUTHOR = 200;

    private record PostList(
            PostOrder order,
            @Nullable String author,
            @Nullable AfterPost after,
            int limit) {}

    private record CommentList(UUID postId, @Nullable UUID after, int limit) {}

    private final Pages pages;

    PostsController(Pages pages) {
        this.pages = pages;
    }

    /// @param author whose posts alone
    @Operation(operationId = "listPosts", summary = "Lists posts, each with its newest three approved comments")
    @Refuses(status = 400, code = "invalid-sort", detail = "sort is newest, oldest or most-commented.")
    @Refuses(status = 400, code = "invalid-author", detail = "author is an author's id, 1 to 200 characters.")
    @GetMapping
    Encoded<Page<PostView>> list(
            @Parameter(
                            schema =
                                    @Schema(
                                            allowableValues = {"newest", "oldest", "most-commented"},
                                            defaultValue = "newest"))
                    @RequestParam(required = false)
                    @Nullable
                    String sort,
            @Parameter(description = "Whose posts alone.", schema = @Schema(minLength = 1, maxLength = 200))
                    @RequestParam(required = false)
                    @Nullable
                    String author,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            ReadModel model) {
        PostOrder order = order(sort);
        Cursor after = Cursor.decode(cursor, order.name(), 2);
        PostList list = new PostList(
                order,
                author(author),
                after == null ? null : new AfterPost(after.number(0), after.id(1)),
                Limit.parse(limit, 20));
        return pages.ofPosts(model, list, () -> read(list, model));
    }

    private static Page<PostView> read(PostList list, ReadModel model) {
        List<PostPage> read = model.posts(list.order(), list.author(), list.after(), list.limit() + 1);
        return Page.of(read, list.limit(), page -> cursor(list.order(), page), PostView::of);
    }

    private static @Nullable String author(@Nullable String author) {
        if (author != null && (author.isBlank() || author.length() > LONGEST_AUTHOR)) {
            throw Problem.badRequest(
                            "invalid-author", "author is an author's id, 1 to %d characters.".formatted(LONGEST_AUTHOR))
                    .exception();
        }
        return author;
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

    @Operation(
            operationId = "getPost",
            summary = "Shows a post with the first 50 of its approved comments, the oldest first")
    @Refuses(status = 404, code = "post-not-found", detail = "There is no such post.")
    @GetMapping("/{id}")
    Encoded<PostView.Single> get(@PathVariable UUID id, ReadModel model) {
        return pages.ofPost(model, id, id, () -> {
            PostPage page = existing(id, model);
            return PostView.Single.of(page, page(model.comments(id, null, FIRST_COMMENTS + 1), FIRST_COMMENTS));
        });
    }

    @Operation(
            operationId = "listComments",
            summary = "Lists a post's comments, the oldest first",
            description = "The approved ones, and those of the author named by `X-Author` that are pending.")
    @Refuses(status = 404, code = "post-not-found", detail = "There is no such post.")
    @Refuses(status = 400, code = "invalid-status", detail = "status is approved, pending or rejected.")
    @GetMapping("/{id}/comments")
    Encoded<Page<CommentView>> comments(
            @PathVariable UUID id,
            @Parameter(
                            description = "For moderators: those of this status, whoever wrote them.",
                            schema = @Schema(allowableValues = {"approved", "pending", "rejected"}))
                    @RequestParam(required = false)
                    @Nullable
                    String status,
            @Parameter(schema = @Schema(defaultValue = "50")) @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller,
            ReadModel model) {
        CommentList list = new CommentList(id, Cursor.decodeId(cursor, COMMENTS), Limit.parse(limit, FIRST_COMMENTS));
        if (status != null) {
            return pages.personal(model, read(list, model, commentsOf(status(status))));
        }
        return caller.isAnonymous()
                ? pages.ofPost(model, id, list, () -> read(list, model, ReadModel::comments))
                : pages.personal(model, read(list, model, commentsFor(caller.id())));
    }

    private interface Reading {
        List<CommentEntry> read(ReadModel model, UUID postId, @Nullable UUID after, int limit);
    }

    private static Reading commentsOf(CommentStatus status) {
        return (model, id, after, limit) -> model.commentsOf(status, id, after, limit);
    }

    private static Reading commentsFor(String author) {
        return (model, id, after, limit) -> model.commentsFor(author, id, after, limit);
    }

    private static Page<CommentView> read(CommentList list, ReadModel model, Reading reading) {
        existing(list.postId(), model);
        return page(reading.read(model, list.postId(), list.after(), list.limit() + 1), list.limit());
    }

    private static CommentStatus status(String name) {
        return CommentStatus.ofWireName(name)
                .orElseThrow(() -> Problem.badRequest("invalid-status", "status is approved, pending or rejected.")
                        .exception());
    }

    private static Page<CommentView> page(List<CommentEntry> read, int limit) {
        return Page.of(read, limit, comment -> new Cursor(COMMENTS, comment.commentId()), CommentView::of);
    }

    private static PostPage existing(UUID id, ReadModel model) {
        return model.post(id)
                .orElseThrow(() -> Problem.notFound("post-not-found", "There is no such post.")
                        .exception());
    }
}
