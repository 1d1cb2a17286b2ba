package dev.reprise.bench;

import dev.reprise.moderation.inforce.PolicyDocument;
import dev.reprise.moderation.policy.Content;
import dev.reprise.moderation.policy.Past;
import dev.reprise.moderation.policy.Policy;
import dev.reprise.moderation.policy.Screened;
import dev.reprise.moderation.policy.Submission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Screening alone, without a store or a broker: one comment after the other, folded anew each time. Nearly none
/// of them matches, so that all rules are tried.
@State(Scope.Benchmark)
public class ScreeningBenchmark {

    static final String INITIAL = "initial";
    static final String LARGE = "large";

    private static final int COMMENTS = 1_000;
    private static final int WORDS = 1_000;

    /// Of the kinds that people write, in all cases; ten of each.
    private static final List<String> PATTERNS = List.of(
            "https?://(?:\\w+\\.)*spam%d\\.example/\\S*",
            "(?i)\\bfree\\s+offer%d\\b",
            "(?i)\\b(?:buy|cheap)\\s+(?:pills|watches)%d\\b",
            "\\b\\d{3}-\\d{4}-%d\\b",
            "casino%d\\s*[.!]");

    @Param({INITIAL, LARGE})
    public String policy = INITIAL;

    private Policy screening = new Policy(1, List.of());
    private List<String> comments = List.of();
    private int next;

    @Setup
    public void setUp() {
        MadeText text = new MadeText(new Random(1));
        comments = IntStream.range(0, COMMENTS).mapToObj(_ -> text.words(8, 40)).toList();
        screening = policy.equals(INITIAL) ? PolicyDocument.initial().policy() : large();
    }

    /// A thousand words and fifty patterns.
    private static Policy large() {
        Random random = new Random(2);
        List<String> words = IntStream.range(0, WORDS)
                .mapToObj(at -> made(random) + made(random) + at)
                .toList();
        List<Map<String, Object>> rules = new ArrayList<>();
        rules.add(Map.of("id", "words", "kind", "contains-word", "outcome", "reject", "words", words));
        for (int i = 0; i < 50; i++) {
            String pattern = PATTERNS.get(i % PATTERNS.size()).formatted(i);
            rules.add(Map.of("id", "pattern-" + i, "kind", "matches-pattern", "outcome", "hold", "pattern", pattern));
        }
        return new Policy(2, PolicyDocument.read(rules));
    }

    private static String made(Random random) {
        return new MadeText(random).words(1, 1);
    }

    @Benchmark
    public Screened screen() {
        next = (next + 1) % COMMENTS;
        return screening.screen(
                new Submission(new UUID(0, next), 1, new Content(comments.get(next)), Instant.EPOCH, Past.NONE));
    }
}
