package dev.reprise.moderation.classifying;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.reprise.moderation.classifying.Classifier.Unanswered;

/// What a classifier answers is a label, or as good as no answer.
class ClassifierAnswerFuzzTest {

    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "10m")
    void an_answer_is_a_label_or_none(byte[] input) {
        try {
            assertThat(Classifier.label(input)).isNotBlank().hasSizeLessThanOrEqualTo(100);
        } catch (Unanswered e) {
            assertThat(e.getMessage()).isIn("gave no label", "answered something else than a label in JSON");
        }
    }
}
