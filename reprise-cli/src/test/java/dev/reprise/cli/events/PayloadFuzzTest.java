package dev.reprise.cli.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import tools.jackson.databind.JsonNode;

/// A value that is not to be shown keeps its shape and loses everything else, whatever it is.
class PayloadFuzzTest {

    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "10m")
    void nothing_of_a_masked_value_is_shown(byte[] input) {
        JsonNode shown = Payload.of(input, true);
        JsonNode masked = Payload.of(input, false);
        assertThat(isMasked(shown, masked)).isTrue();
    }

    private static boolean isMasked(JsonNode shown, JsonNode masked) {
        if (shown.isContainer()) {
            if (shown.size() != masked.size() || shown.getNodeType() != masked.getNodeType()) {
                return false;
            }
            if (shown.isArray()) {
                return shown.valueStream().toList().size() == masked.size()
                        && masked.valueStream().allMatch(value -> value.isContainer() || isBlind(value));
            }
            return shown.properties().stream().allMatch(each -> isMasked(each.getValue(), masked.path(each.getKey())));
        }
        return isBlind(masked);
    }

    private static boolean isBlind(JsonNode value) {
        return value.isNull() || value.asString("").equals(Payload.MASK);
    }
}
