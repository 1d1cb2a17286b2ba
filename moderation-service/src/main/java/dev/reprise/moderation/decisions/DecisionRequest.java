package dev.reprise.moderation.decisions;

import dev.reprise.starter.web.FieldError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/// The body of a request: one decision, or a list of them.
///
/// @param isList whether it was written as a list, also as one of a single decision
@JsonDeserialize(using = DecisionRequest.Reading.class)
record DecisionRequest(List<Decide> items, boolean isList) {

    /// How many decisions one call may have.
    private static final int MOST = 100;

    List<Optional<FieldError>> checks() {
        if (!isList) {
            return items.getFirst().checks("");
        }
        if (items.isEmpty() || items.size() > MOST) {
            return List.of(Optional.of(new FieldError("[]", "must have 1 to %d decisions".formatted(MOST))));
        }
        List<Optional<FieldError>> checks = new ArrayList<>();
        Set<UUID> seen = new HashSet<>();
        for (int index = 0; index < items.size(); index++) {
            UUID commentId = items.get(index).commentId();
            String place = "[%d].".formatted(index);
            checks.addAll(items.get(index).checks(place));
            if (commentId != null && !seen.add(commentId)) {
                checks.add(Optional.of(new FieldError(place + "commentId", "must not be that of another decision")));
            }
        }
        return checks;
    }

    /// Tells by the first token which it is.
    static final class Reading extends ValueDeserializer<DecisionRequest> {
        @Override
        public DecisionRequest deserialize(JsonParser json, DeserializationContext context) {
            if (json.currentToken() != JsonToken.START_ARRAY) {
                return new DecisionRequest(List.of(context.readValue(json, Decide.class)), false);
            }
            List<Decide> items = Arrays.asList(context.readValue(json, Decide[].class));
            if (items.contains(null)) {
                return context.reportInputMismatch(Decide.class, "a decision is an object");
            }
            return new DecisionRequest(List.copyOf(items), true);
        }
    }
}
