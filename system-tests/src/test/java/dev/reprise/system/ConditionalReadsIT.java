package dev.reprise.system;

import static dev.reprise.system.Patience.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Readers who have something already are sent nothing, until it changes.
@ExtendWith(OneSystem.class)
class ConditionalReadsIT {

    private final Api api;

    ConditionalReadsIT(Api api) {
        this.api = api;
    }

    @Test
    void what_has_not_changed_is_not_sent_again_and_what_has_is() {
        Answer created = api.post("ada", "Read twice");
        String path = "/posts/" + created.id();
        Answer first = api.read(path).seeing(created.token()).send().expect(200);
        assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(first.header("Vary")).contains("Accept-Encoding");
        assertThat(first.etag()).startsWith("\"g");
        assertThat(unchanged(path, first.etag()).expect(304).text()).isEmpty();
        assertThat(unchanged(path, "\"other\", W/" + first.etag()).expect(304).etag())
                .isEqualTo(first.etag());
        unchanged(path, "*").expect(304);

        Answer changed = api.retitling("ada", created.id(), "Read again")
                .ifMatch("\"1\"")
                .send()
                .expect(200);
        Answer second = api.read(path)
                .with("If-None-Match", first.etag())
                .seeing(changed.token())
                .send()
                .expect(200);
        assertThat(second.json().path("title").asString()).isEqualTo("Read again");
        assertThat(second.etag()).isNotEqualTo(first.etag());
    }

    @Test
    void a_comment_that_is_approved_changes_what_was_kept() {
        UUID post = api.post("ada", "Kept for a moment").id();
        api.awaitCount(post, 0);
        String kept = api.read("/posts/" + post).send().expect(200).etag();
        api.comment("bob", post, "news");
        api.awaitCount(post, 1);
        assertThat(unchanged("/posts/" + post, kept).expect(200).text()).contains("news");
        assertThat(api.read("/posts?limit=100").send().text()).contains("news");
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "\"", "W/", ",,,", "\"unclosed", "é"})
    void an_if_none_match_that_is_none_is_as_good_as_absent(String garbage) {
        unchanged("/posts?limit=1", garbage).expect(200);
    }

    @Test
    void who_takes_compressed_bytes_gets_them_with_an_etag_of_their_own() {
        api.post("ada", "x".repeat(200));
        IntStream.range(0, 10).forEach(i -> api.post("ada", "Long enough to be worth it, number " + i));
        patiently().until(() -> api.read("/posts?limit=11").send().text().length() > 2_000);
        Answer plain = api.read("/posts?limit=11").send().expect(200);
        Answer zipped = api.read("/posts?limit=11")
                .with("Accept-Encoding", "br, gzip;q=0.5")
                .send()
                .expect(200);
        assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(zipped.etag()).isNotEqualTo(plain.etag());
        assertThat(Integer.parseInt(zipped.header("Content-Length")))
                .isLessThan(Integer.parseInt(plain.header("Content-Length")));
        api.read("/posts?limit=11")
                .with("Accept-Encoding", "gzip")
                .with("If-None-Match", zipped.etag())
                .send()
                .expect(304);
        assertThat(api.read("/posts?limit=11")
                        .with("Accept-Encoding", "gzip;q=0, identity")
                        .send()
                        .headers()
                        .firstValue("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void what_depends_on_who_asks_is_kept_by_nobody_else() {
        UUID post = api.post("ada", "Asked by two").id();
        api.awaitCount(post, 0);
        Answer answer = api.read("/posts/" + post + "/comments?limit=5")
                .as("bob")
                .send()
                .expect(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("private, no-cache");
        assertThat(answer.header("Vary")).contains("X-Author");
    }

    @Test
    void posts_are_listed_by_author() {
        String author = "author-" + UUID.randomUUID();
        UUID first = api.post(author, "Mine").id();
        UUID second = api.post(author, "Mine too").id();
        api.awaitCount(first, 0);
        api.awaitCount(second, 0);
        assertThat(Api.texts(api.all("/posts?limit=1&sort=oldest&author=" + author), "id"))
                .containsExactly(first.toString(), second.toString());
        api.read("/posts?author=%20").send().expectProblem(400, "invalid-author");
    }

    private Answer unchanged(String path, String ifNoneMatch) {
        return api.read(path).with("If-None-Match", ifNoneMatch).send();
    }
}
