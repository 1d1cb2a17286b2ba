package dev.reprise.cli.replay;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.reprise.cli.CommandFailure;
import dev.reprise.cli.ExitCode;
import dev.reprise.cli.watching.Watched;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/// A replay as query-service tells of it. Immutable.
///
/// @param reason why it failed
/// @param done events folded, of `total`, which was frozen at the start
/// @param lag events between its position and the head now
/// @param passedOver records that were no events
/// @param partitions empty in lists
/// @param waitsFor `person` when a cutover waits for one
/// @param rollbackUntil until when the generation before is kept; when live
record Replay(
        String id,
        State state,
        @Nullable String reason,
        int generation,
        @Nullable String cutover,
        boolean dryRun,
        @Nullable String from,
        @Nullable Instant until,
        @Nullable String requestedBy,
        @Nullable Instant createdAt,
        @Nullable Instant endedAt,
        long done,
        long total,
        double eventsPerSecond,
        @Nullable Long etaSeconds,
        long lag,
        long passedOver,
        @Nullable String slowest,
        List<Part> partitions,
        @Nullable Diff diff,
        @Nullable String waitsFor,
        @Nullable Instant rollbackUntil)
        implements Watched {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
            .build();

    /// Where it stands. What this command doesn't know yet counts as under way.
    enum State {
        @JsonProperty("planned")
        PLANNED("planned"),
        @JsonProperty("replaying")
        REPLAYING("replaying"),
        @JsonProperty("catching-up")
        CATCHING_UP("catching up"),
        @JsonProperty("ready")
        READY("ready"),
        @JsonProperty("live")
        LIVE("live"),
        @JsonProperty("canceled")
        CANCELED("canceled"),
        @JsonProperty("failed")
        FAILED("failed"),
        @JsonProperty("rolled-back")
        ROLLED_BACK("rolled back"),
        @JsonEnumDefaultValue
        @JsonProperty("unknown")
        UNKNOWN("in a state this command doesn't know");

        private final String text;

        State(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /// One partition of the frozen target.
    record Part(
            String topic,
            int partition,
            long done,
            long total,
            double eventsPerSecond,
            @Nullable Long etaSeconds) {
        String name() {
            return topic + "-" + partition;
        }

        boolean isDone() {
            return done >= total;
        }

        boolean isUnderWay() {
            return done > 0 && !isDone();
        }
    }

    /// How the rebuilt model differs from the live one, in documents.
    record Diff(long missing, long extra, long changed, long compared) {
        boolean isEmpty() {
            return missing == 0 && extra == 0 && changed == 0;
        }

        @Override
        public String toString() {
            return "%,d missing, %,d extra, %,d changed of %,d compared".formatted(missing, extra, changed, compared);
        }
    }

    Replay {
        requireNonNull(id, "id");
        requireNonNull(state, "state");
        partitions = partitions == null ? List.of() : List.copyOf(partitions);
    }

    /// @throws CommandFailure when it is none
    static Replay of(JsonNode json) {
        try {
            Replay replay = JSON.treeToValue(json, Replay.class);
            if (replay != null) {
                return replay;
            }
        } catch (JacksonException other) {
            throw noReplay();
        }
        throw noReplay();
    }

    private static CommandFailure noReplay() {
        return new CommandFailure(ExitCode.FAILED, "The answer is no replay. Is it query-service that answers?");
    }

    @Override
    public String plain() {
        return ProgressView.plain(this);
    }

    @Override
    public List<String> lines(int width) {
        return ProgressView.lines(this, width);
    }

    @Override
    public boolean hasEnded() {
        return Outcome.of(this, Instant.now()).isPresent();
    }

    /// Whether it is a model of a part of history, which is never switched in.
    boolean isPart() {
        return until != null || (from != null && !from.equals("beginning"));
    }

    boolean isManual() {
        return "manual".equals(cutover);
    }

    boolean differs() {
        return diff != null && !diff.isEmpty();
    }
}
