package dev.reprise.moderation.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A pattern is refused, or finds parts of whatever is written.
///
/// The first line of an input is a pattern, the rest is a comment.
class MatchesPatternFuzzTest {

    private static final UUID COMMENT = UUID.fromString("0198f0a1-6c10-7d4f-9b22-3a7a6b2c0002");

    @DictionaryEntries({"(?i)", "(?s)", "(?P<a>", "\\p{L}", "\\pN", "[[:alpha:]]", "{1,1000}", "\\Q", "\\b", "*?"})
    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "20m")
    void a_pattern_is_refused_or_finds_parts_of_what_is_written(byte[] input) {
        String[] parts = new String(input, UTF_8).split("\n", 2);
        List<PolicyFault> faults = new ArrayList<>();
        Map<String, Object> rule = Map.of("pattern", parts[0]);
        Condition condition = MatchesPattern.KIND.read().apply(new Parameters("/rules/0", rule, Set.of(), faults));
        if (!faults.isEmpty()) {
            assertThat(faults).allMatch(fault -> fault.field().equals("/rules/0/pattern"));
            return;
        }
        String written = parts.length == 1 ? "" : parts[1];
        Optional<Finding> finding =
                condition.find(new Submission(COMMENT, 1, new Content(written), Instant.EPOCH, Past.NONE));
        finding.map(Finding::excerpt).ifPresent(excerpt -> {
            int start = written.offsetByCodePoints(0, excerpt.start());
            int end = written.offsetByCodePoints(start, excerpt.length());
            assertThat(excerpt.text()).isNotEmpty().isEqualTo(written.substring(start, end));
        });
    }
}
