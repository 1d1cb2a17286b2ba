package dev.reprise.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsistencyTokenTest {

    @Test
    void a_token_reads_as_what_it_was_written_from() {
        ConsistencyToken token = new ConsistencyToken(Topic.COMMENTS, Ids.next(), Ids.next(), 7);

        assertThat(ConsistencyToken.decode(token.encode())).contains(token);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "!!!",
                "cG9zdHM6eDp5OjE",
                "cG9zdHM6OjoxOjE6MTox",
                // posts:<uuid>:<uuid>:0
                "cG9zdHM6MDE5OGYwYTEtNWIwMC03YzNlLThhMTEtMmY2ZjVhMWIwMDAxOjAxOThmMGExLTViMDAtN2MzZS04YTExLTJmNmY1YTFiMDAwMTow"
            })
    void other_text_is_no_token(String text) {
        assertThat(ConsistencyToken.decode(text)).isEmpty();
    }

    @Test
    void a_very_long_text_is_no_token() {
        assertThat(ConsistencyToken.decode("A".repeat(100_000))).isEmpty();
    }
}
