package dev.reprise.cli.queue;

import dev.reprise.cli.ExitCode;
import dev.reprise.cli.OutputFormat;
import dev.reprise.cli.http.Answer;
import dev.reprise.cli.http.ServiceClient;
import dev.reprise.cli.http.ServiceOption;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.JsonNode;

/// What is decided on, and the deciding of it.
final class DecisionOptions {
    private static final int MOST = 100;

    @Mixin
    private final ServiceOption queue = new ServiceOption("moderation-service");

    @Parameters(
            arity = "1..*",
            paramLabel = "COMMENT@REVISION",
            converter = Seen.Reading.class,
            description = "Comments with the revisions that were seen, as `queue list` shows them.")
    private List<Seen> comments = List.of();

    @Option(names = "--reason", paramLabel = "TEXT", description = "For the comments' authors.")
    private @Nullable String reason;

    /// A comment as somebody saw it.
    record Seen(String comment, int revision) {

        static final class Reading implements ITypeConverter<Seen> {
            @Override
            public Seen convert(String text) {
                String[] parts = text.split("@", -1);
                if (parts.length == 2 && parts[1].matches("[1-9]\\d{0,8}")) {
                    return new Seen(parts[0], Integer.parseInt(parts[1]));
                }
                throw new TypeConversionException("'" + text + "' is no comment with a revision, as ID@1");
            }
        }
    }

    /// Decides on all of them, a hundred at a time, and tells of each.
    ///
    /// @param decision `approve` or `reject`
    int decide(String decision) throws InterruptedException {
        return queue.use(moderation -> {
            ExitCode end = ExitCode.DONE;
            for (int from = 0; from < comments.size(); from += MOST) {
                List<Seen> some = comments.subList(from, Math.min(comments.size(), from + MOST));
                for (JsonNode item : decided(moderation, some, decision)) {
                    print(item);
                    end = worse(end, item.path("status").asInt());
                }
            }
            queue.out().flush();
            return end;
        });
    }

    private List<JsonNode> decided(ServiceClient moderation, List<Seen> some, String decision)
            throws InterruptedException {
        List<Map<String, Object>> request = new ArrayList<>();
        for (Seen seen : some) {
            Map<String, Object> decide = new LinkedHashMap<>();
            decide.put("commentId", seen.comment());
            decide.put("revision", seen.revision());
            decide.put("decision", decision);
            if (reason != null) {
                decide.put("reason", reason);
            }
            request.add(decide);
        }
        Map<String, String> once = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        Answer answer = moderation.send("POST", "/decisions", request, once).accepted();
        return answer.body().path("items").valueStream().toList();
    }

    private void print(JsonNode item) {
        PrintWriter out = queue.out();
        if (queue.format() != OutputFormat.table) {
            out.println(OutputFormat.line(item));
            return;
        }
        String what = item.has("decision")
                ? item.path("decision").path("status").asString()
                : "not decided: " + item.path("problem").path("detail").asString();
        out.println(item.path("commentId").asString() + " " + what);
    }

    private static ExitCode worse(ExitCode before, int status) {
        return switch (status) {
            case 201 -> before;
            case 409 -> ExitCode.CONFLICT;
            default -> before == ExitCode.CONFLICT ? before : ExitCode.FAILED;
        };
    }
}
