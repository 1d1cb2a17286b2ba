package dev.reprise.moderation.inforce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.reprise.moderation.policy.Answer;
import dev.reprise.moderation.policy.Content;
import dev.reprise.moderation.policy.Excerpt;
import dev.reprise.moderation.policy.Past;
import dev.reprise.moderation.policy.Policy;
import dev.reprise.moderation.policy.PolicyFault;
import dev.reprise.moderation.policy.Rule;
import dev.reprise.moderation.policy.Screened;
import dev.reprise.moderation.policy.Submission;
import dev.reprise.starter.web.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A policy is refused with the place of each fault, or it screens whatever comes and finds parts of it.
///
/// The last line of an input is a comment, the lines before are a policy.
class PolicyRequestFuzzTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final UUID COMMENT = UUID.fromString("0198f0a1-6c10-7d4f-9b22-3a7a6b2c0002");
    private static final UUID EARLIER = UUID.fromString("0198f0a1-6c10-7d4f-9b22-3a7a6b2c0001");
    private static final Instant NOW = Instant.parse("2026-05-04T09:30:00Z");

    @DictionaryEntries({
        "\"contains-text\"",
        "\"contains-word\"",
        "\"matches-pattern\"",
        "\"too-many-links\"",
        "\"too-short\"",
        "\"too-long\"",
        "\"mostly-capitals\"",
        "\"repeated\"",
        "\"flood\"",
        "\"new-author\"",
        "\"external\"",
        "\"outcome\":\"hold\"",
        "null",
        "\\ud800"
    })
    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "20m")
    void a_policy_is_refused_or_screens_whatever_comes(byte[] input) {
        String text = new String(input, UTF_8);
        int end = Math.max(0, text.lastIndexOf('\n'));
        PolicyRequest request = request(text.substring(0, end));
        if (request == null) {
            return;
        }
        List<Rule> rules;
        try {
            rules = request.accepted(Set.of("tone"));
        } catch (ProblemException e) {
            assertThat(e.problem().code()).isEqualTo("invalid-policy");
            assertThat(e.problem().extras().get("errors"))
                    .asInstanceOf(list(PolicyFault.class))
                    .isNotEmpty()
                    .allMatch(fault -> fault.field().startsWith("/rules"))
                    .allMatch(fault -> fault.message().length() < 400);
            // As it is sent: half a surrogate pair could not be.
            assertThat(JSON.writeValueAsBytes(e.problem().extras())).isNotEmpty();
            assertThat(JSON.writeValueAsBytes(e.problem().detail())).isNotEmpty();
            return;
        }
        assertThat(UTF_8.newEncoder().canEncode(request.given().toString())).isTrue();
        screen(new Policy(1, rules), text.substring(Math.min(text.length(), end + 1)));
    }

    private static @Nullable PolicyRequest request(String json) {
        try {
            return JSON.readValue(json, PolicyRequest.class);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static void screen(Policy policy, String written) {
        Content content = new Content(written);
        Past past = Past.NONE.with(new Past.Entry(EARLIER, 1, NOW.minusSeconds(20), content.digest()));
        Submission submission = new Submission(COMMENT, 1, content, NOW, past);
        Screened screened = policy.screen(submission);
        if (screened instanceof Screened.Asks(String classifier)) {
            assertThat(classifier).isEqualTo("tone");
            screened = policy.screen(submission.with(classifier, new Answer.Label("rude")));
        }
        if (screened instanceof Screened.Matched(var match)) {
            assertThat(JSON.writeValueAsBytes(match)).isNotEmpty();
            Excerpt excerpt = match.excerpt();
            if (excerpt != null) {
                int from = written.offsetByCodePoints(0, excerpt.start());
                int to = written.offsetByCodePoints(from, excerpt.length());
                assertThat(excerpt.text()).isNotEmpty().isEqualTo(written.substring(from, to));
            }
        } else {
            assertThat(screened).isInstanceOf(Screened.Passed.class);
        }
    }
}
