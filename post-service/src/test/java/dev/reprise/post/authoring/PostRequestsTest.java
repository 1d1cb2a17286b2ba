package dev.reprise.post.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.Ids;
import dev.reprise.events.PostEvent.PostCreated;
import dev.reprise.events.PostEvent.PostUpdated;
import dev.reprise.post.authoring.PostRequests.CreatePost;
import dev.reprise.post.authoring.PostRequests.UpdatePost;
import dev.reprise.starter.web.FieldError;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostRequestsTest {

    private static final UUID ID = Ids.next();
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final String GRIN = "\uD83D\uDE00";
    private static final String DECOMPOSED = "e\u0301";

    private final Post post = new Post("Bread", "Rye", "ada", NOW, NOW, false);

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "\t\n", "\u2003"})
    void a_new_post_needs_a_title(String title) {
        assertThat(errors(new CreatePost(title, "Rye").checks()))
                .containsExactly(new FieldError("title", "must not be empty"));
    }

    @Test
    void lengths_are_counted_in_characters_and_end_at_200_and_40_000() {
        assertThat(errors(new CreatePost(GRIN.repeat(200), GRIN.repeat(40_000)).checks()))
                .isEmpty();
        assertThat(errors(new CreatePost(GRIN.repeat(201), GRIN.repeat(40_001)).checks()))
                .containsExactly(
                        new FieldError("title", "must have at most 200 characters"),
                        new FieldError("body", "must have at most 40000 characters"));
    }

    @Test
    void lengths_are_those_of_the_form_that_is_stored() {
        assertThat(errors(new CreatePost(DECOMPOSED.repeat(200), "").checks())).isEmpty();
    }

    @Test
    void half_a_character_is_refused() {
        assertThat(errors(new CreatePost("\uD83D", "\uDE00").checks()))
                .containsExactly(
                        new FieldError("title", "must be valid Unicode"),
                        new FieldError("body", "must be valid Unicode"));
    }

    @Test
    void a_created_post_is_stored_in_nfc_and_a_missing_body_is_empty() {
        assertThat(new CreatePost(DECOMPOSED, null).decide(ID, "ada", NOW))
                .isEqualTo(new PostCreated(ID, "\u00E9", "", "ada", NOW));
    }

    @Test
    void text_is_kept_as_it_was_written() {
        assertThat(new CreatePost(" <b>Bread</b> ", "  Rye\n").decide(ID, "ada", NOW))
                .isEqualTo(new PostCreated(ID, " <b>Bread</b> ", "  Rye\n", "ada", NOW));
    }

    @Test
    void an_update_may_leave_the_title_out_but_not_empty_it() {
        assertThat(errors(new UpdatePost(null, "Rye").checks())).isEmpty();
        assertThat(errors(new UpdatePost(" ", "Rye").checks()))
                .containsExactly(new FieldError("title", "must not be empty"));
    }

    @Test
    void an_update_without_fields_is_empty() {
        assertThat(new UpdatePost(null, null).isEmpty()).isTrue();
        assertThat(new UpdatePost("Cake", null).isEmpty()).isFalse();
        assertThat(new UpdatePost(null, "").isEmpty()).isFalse();
    }

    @Test
    void an_update_tells_the_whole_new_text() {
        assertThat(new UpdatePost("Cake", null).decide(ID, post, NOW))
                .contains(new PostUpdated(ID, "Cake", "Rye", NOW));
        assertThat(new UpdatePost(null, " ").decide(ID, post, NOW)).contains(new PostUpdated(ID, "Bread", "", NOW));
    }

    @Test
    void an_update_to_what_the_post_says_already_is_no_event() {
        assertThat(new UpdatePost("Bread", "Rye").decide(ID, post, NOW)).isEmpty();
    }

    private static List<FieldError> errors(List<Optional<FieldError>> checks) {
        return checks.stream().flatMap(Optional::stream).toList();
    }
}
