package dev.reprise.cli.replay;

import dev.reprise.cli.ExitCode;
import dev.reprise.cli.OutputFormat;
import dev.reprise.cli.watching.Watch;
import dev.reprise.cli.watching.WatchOptions;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// Shows a replay until it has ended or waits for a person, and says how it ended.
record Watching(Replays replays, QueryOption query, WatchOptions options) {

    ExitCode toEnd(String id) throws InterruptedException {
        Watch watch = new Watch(query.service(), "The replay", "./reprise replay watch " + id, options);
        JsonNode json = watch.toEnd(() -> replays.get(id), Replay::of, this::underWay);
        Outcome outcome = Outcome.of(Replay.of(json), Instant.now()).orElseThrow();
        query.result(json, outcome);
        return outcome.exit();
    }

    private void underWay(JsonNode json) {
        if (query.format() == OutputFormat.ndjson) {
            query.json(json);
        }
    }
}
