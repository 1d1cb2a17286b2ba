package dev.reprise.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.reprise.events.EventEnvelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BigPostTest {

    private final BigPost post = new BigPost(10, new MadeText(new Random(1)));

    @Test
    void its_history_has_the_post_and_two_events_of_each_comment() {
        List<EventEnvelope> told = new ArrayList<>();
        post.tell(told::add);
        assertThat(told).hasSize(1 + 2 * 10);
    }

    @Test
    void a_page_from_before_the_last_comment_or_edit_is_noticed() {
        post.tell(_ -> {});
        assertThatNoException().isThrownBy(() -> post.requireLatest(page(10, 1)));
        assertThat(post.comment()).hasSize(2);
        assertThatIllegalStateException().isThrownBy(() -> post.requireLatest(page(10, 1)));
        assertThat(post.edit().sequence()).isEqualTo(2);
        assertThatIllegalStateException().isThrownBy(() -> post.requireLatest(page(11, 1)));
        assertThatNoException().isThrownBy(() -> post.requireLatest(page(11, 2)));
    }

    private static byte[] page(int comments, int version) {
        return "{\"commentCount\":%d,\"version\":%d}"
                .formatted(comments, version)
                .getBytes(UTF_8);
    }
}
