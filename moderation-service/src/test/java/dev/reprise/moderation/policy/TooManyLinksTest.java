package dev.reprise.moderation.policy;

import static dev.reprise.moderation.policy.Comments.matched;
import static dev.reprise.moderation.policy.Comments.saying;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TooManyLinksTest {

    private static final TooManyLinks TWO = new TooManyLinks(2);

    @Test
    void as_many_as_may_be_are_let_through() {
        assertThat(matched(TWO, "see http://a.example and www.b.example")).isEmpty();
        assertThat(matched(TWO, "no links, and http:// is none")).isEmpty();
    }

    @Test
    void the_first_that_is_too_much_is_told() {
        String content = "🎶 http://a.example,HTTPS://www.b.example www.c.example/x y";

        Finding finding = TWO.find(saying(content)).orElseThrow();

        assertThat(finding.excerpt()).isEqualTo(new Excerpt("www.c.example/x", 41, 15));
        assertThat(finding.reason()).isEqualTo("has 3 links, over 2");
    }

    @Test
    void links_in_disguise_count() {
        assertThat(matched(new TooManyLinks(0), "ｈｔｔｐ://a.example")).contains("ｈｔｔｐ://a.example");
        assertThat(matched(new TooManyLinks(0), "ht\u200Btp://a.example")).isPresent();
    }
}
