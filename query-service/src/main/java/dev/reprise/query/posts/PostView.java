package dev.reprise.query.posts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.reprise.query.model.PostPage;
import dev.reprise.starter.web.Page;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A post as front ends read it.
///
/// @param commentCount how many comments everybody may see
/// @param comments in the list of posts the newest three of them, the newest first
public record PostView(
        UUID id,
        String title,
        String body,
        String authorId,
        long version,
        Instant createdAt,
        Instant updatedAt,

        @Schema(description = "How many comments everybody may see.")
        long commentCount,

        @Schema(
                description = "In lists the newest three, the newest first; of a single post the first page, the oldest"
                        + " first.")
        List<CommentView> comments) {

    public static PostView of(PostPage page) {
        return of(page, page.discussion().newest().stream().map(CommentView::of).toList());
    }

    static PostView of(PostPage page, List<CommentView> comments) {
        return new PostView(
                page.postId(),
                page.post().title(),
                page.post().body(),
                page.post().authorId(),
                page.post().version(),
                page.post().createdAt(),
                page.post().updatedAt(),
                page.discussion().commentCount(),
                comments);
    }

    /// One post with the first page of its comments, the oldest first.
    ///
    /// @param nextCursor asks `/posts/{id}/comments` for the next page; null when there is none
    @Schema(name = "SinglePost")
    record Single(
            @JsonUnwrapped PostView post,

            @Schema(description = "Asks `/posts/{id}/comments` for the next page; null when there is none.")
            @JsonInclude(JsonInclude.Include.ALWAYS)
            @Nullable
            String nextCursor) {

        static Single of(PostPage page, Page<CommentView> comments) {
            return new Single(PostView.of(page, comments.items()), comments.nextCursor());
        }
    }
}
