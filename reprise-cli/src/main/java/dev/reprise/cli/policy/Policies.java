package dev.reprise.cli.policy;

import dev.reprise.cli.http.Answer;
import dev.reprise.cli.http.Refusal;
import dev.reprise.cli.http.ServiceClient;
import dev.reprise.cli.policy.PolicyRun.Kind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The policies and runs of one moderation-service. Every method may throw a [Refusal], or a
/// [dev.reprise.cli.CommandFailure] when nothing answers.
record Policies(ServiceClient client) {
    private static final int PAGE = 100;

    /// @param version absent for the one in force
    JsonNode show(@Nullable Long version) throws InterruptedException {
        return client.get("/policy" + (version == null ? "" : "?version=" + version))
                .accepted()
                .body();
    }

    /// @param replaced the version that it replaces
    JsonNode put(JsonNode policy, long replaced) throws InterruptedException {
        Answer answer = client.send("PUT", "/policy", policy, Map.of("If-Match", "\"" + replaced + "\""));
        if (answer.status() == 412) {
            throw new Refusal(answer, answer.detail() + " What is in force: ./reprise policy show");
        }
        return understood(answer).body();
    }

    PolicyRun preview(JsonNode policy) throws InterruptedException {
        return new PolicyRun(
                Kind.PREVIEW,
                understood(client.send("POST", "/policy/preview", policy, Map.of()))
                        .body());
    }

    PolicyRun rescreen(Map<String, Object> request) throws InterruptedException {
        return new PolicyRun(
                Kind.RESCREEN,
                client.send("POST", "/policy/rescreen", request, Map.of())
                        .accepted()
                        .body());
    }

    PolicyRun get(Kind kind, String id) throws InterruptedException {
        return new PolicyRun(kind, client.get(path(kind, id)).accepted().body());
    }

    /// The preview or the rescreen of that id.
    PolicyRun find(String id) throws InterruptedException {
        Answer preview = client.get(path(Kind.PREVIEW, id));
        if (preview.status() != 404) {
            return new PolicyRun(Kind.PREVIEW, preview.accepted().body());
        }
        Answer rescreen = client.get(path(Kind.RESCREEN, id));
        if (rescreen.status() == 404) {
            throw new Refusal(rescreen, "There is no such preview or rescreen. The last fifty runs are kept.");
        }
        return new PolicyRun(Kind.RESCREEN, rescreen.accepted().body());
    }

    /// Ends a run if it is under way.
    ///
    /// @return how it stands then
    PolicyRun cancel(PolicyRun run) throws InterruptedException {
        client.send("DELETE", path(run.kind(), run.id()), null, Map.of()).accepted();
        return get(run.kind(), run.id());
    }

    /// The verdicts that a run would change or has changed.
    ///
    /// @param limit so many at the most; 0 for all
    List<JsonNode> changes(PolicyRun run, int limit) throws InterruptedException {
        List<JsonNode> changes = new ArrayList<>();
        String cursor = "";
        do {
            int page = limit == 0 ? PAGE : Math.min(PAGE, limit - changes.size());
            Answer answer = client.get(path(run.kind(), run.id()) + "/changes?limit=" + page
                            + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .accepted();
            answer.body().path("items").forEach(changes::add);
            cursor = answer.body().path("nextCursor").asString("");
        } while (!cursor.isEmpty() && (limit == 0 || changes.size() < limit));
        return changes;
    }

    private static String path(Kind kind, String id) {
        return kind.path() + URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    /// A policy is refused with everything that is wrong with it, and people are told all of it.
    private static Answer understood(Answer answer) {
        JsonNode errors = answer.body().path("errors");
        if (answer.isSuccess() || errors.isEmpty()) {
            return answer.accepted();
        }
        throw new Refusal(
                answer,
                errors.valueStream()
                        .map(error -> "  " + error.path("field").asString("") + " "
                                + error.path("message").asString(""))
                        .collect(Collectors.joining("\n", "The policy is not accepted:\n", "")));
    }
}
