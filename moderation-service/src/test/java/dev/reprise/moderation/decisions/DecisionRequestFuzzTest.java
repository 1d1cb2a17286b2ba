package dev.reprise.moderation.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.reprise.starter.web.FieldError;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What moderators send is no JSON of decisions, or each mistake in it has its place, or every decision is
/// complete.
class DecisionRequestFuzzTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "15m")
    void decisions_are_complete_or_refused(byte[] input) {
        DecisionRequest request;
        try {
            request = JSON.readValue(input, DecisionRequest.class);
        } catch (JacksonException e) {
            return;
        }
        if (request == null) {
            return;
        }
        List<FieldError> errors =
                request.checks().stream().flatMap(Optional::stream).toList();
        assertThat(JSON.writeValueAsBytes(errors)).isNotEmpty();
        if (errors.isEmpty()) {
            assertThat(request.items()).hasSizeBetween(1, 100).allSatisfy(item -> {
                assertThat(item.commentId()).isNotNull();
                assertThat(item.revision()).isPositive();
                assertThat(item.decision()).isIn("approve", "reject");
            });
        }
    }
}
