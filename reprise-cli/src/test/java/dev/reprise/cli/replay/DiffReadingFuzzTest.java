package dev.reprise.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.reprise.cli.replay.Replay.Diff;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A diff is handed on document by document without what must not be shown, or it is no JSON.
class DiffReadingFuzzTest {

    private static final int LIMIT = 3;

    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "15m")
    void a_diff_is_handed_on_or_no_json(byte[] input) throws IOException {
        List<ObjectNode> documents = new ArrayList<>();
        List<Diff> heads = new ArrayList<>();
        List<Long> ends = new ArrayList<>();
        DiffReading reading = new DiffReading(LIMIT, false, new DiffReading.Taker() {
            @Override
            public void head(ObjectNode head, Diff counts) {
                heads.add(counts);
            }

            @Override
            public void document(ObjectNode document) {
                documents.add(document);
            }

            @Override
            public void end(long more) {
                ends.add(more);
            }
        });
        try {
            Diff counts = reading.read(new ByteArrayInputStream(input));
            assertThat(heads).containsExactly(counts);
            assertThat(ends).hasSize(1);
        } catch (JacksonException e) {
            assertThat(ends).isEmpty();
        }
        assertThat(documents).hasSizeLessThanOrEqualTo(LIMIT);
        for (ObjectNode document : documents) {
            for (JsonNode field : document.path("fields")) {
                assertThat(field.path("live").asString("***")).isEqualTo("***");
                assertThat(field.path("rebuilt").asString("***")).isEqualTo("***");
            }
        }
    }
}
