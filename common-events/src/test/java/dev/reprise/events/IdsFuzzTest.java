package dev.reprise.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// A text is an id exactly when it has the form of RFC 9562, and then names that one.
class IdsFuzzTest {

    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "10m")
    void a_text_is_an_id_or_none(byte[] input) {
        String text = new String(input, UTF_8);
        Optional<UUID> id = Ids.parse(text);
        assertThat(id.isPresent()).isEqualTo(FORM.matcher(text).matches());
        id.ifPresent(read -> assertThat(read.toString()).isEqualToIgnoringCase(text));
    }
}
