package dev.reprise.post.authoring;

import static dev.reprise.starter.web.TextRule.normalized;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.reprise.events.PostEvent.PostCreated;
import dev.reprise.events.PostEvent.PostUpdated;
import dev.reprise.starter.web.FieldError;
import dev.reprise.starter.web.TextRule;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What authors ask for, and what may stand in it. Pure.
final class PostRequests {

    private static final TextRule TITLE = new TextRule("title", 1, 200);
    private static final TextRule BODY = new TextRule("body", 0, 40_000);

    private PostRequests() {}

    /// @param title 1–200 characters
    /// @param body at most 40,000 characters; absent is empty
    record CreatePost(
            @Schema(requiredMode = REQUIRED, minLength = 1, maxLength = 200) @Nullable
            String title,

            @Schema(maxLength = 40_000, description = "Markdown; without it empty.") @Nullable
            String body) {

        List<Optional<FieldError>> checks() {
            return List.of(TITLE.check(title), BODY.check(body));
        }

        PostCreated decide(UUID postId, String authorId, Instant now) {
            return new PostCreated(postId, normalized(title), normalized(body), authorId, now);
        }
    }

    /// An absent field stays as it is.
    record UpdatePost(
            @Schema(minLength = 1, maxLength = 200) @Nullable
            String title,

            @Schema(maxLength = 40_000, description = "Markdown.") @Nullable
            String body) {

        boolean isEmpty() {
            return title == null && body == null;
        }

        List<Optional<FieldError>> checks() {
            return List.of(title == null ? Optional.empty() : TITLE.check(title), BODY.check(body));
        }

        /// The change, or nothing when the post already reads like that.
        Optional<PostUpdated> decide(UUID postId, Post post, Instant now) {
            String newTitle = title == null ? post.title() : normalized(title);
            String newBody = body == null ? post.body() : normalized(body);
            return newTitle.equals(post.title()) && newBody.equals(post.body())
                    ? Optional.empty()
                    : Optional.of(new PostUpdated(postId, newTitle, newBody, now));
        }
    }
}
