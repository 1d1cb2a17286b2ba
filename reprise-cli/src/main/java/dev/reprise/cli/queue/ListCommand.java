package dev.reprise.cli.queue;

import dev.reprise.cli.ExitCode;
import dev.reprise.cli.OutputFormat;
import dev.reprise.cli.http.Answer;
import dev.reprise.cli.http.ServiceClient;
import dev.reprise.cli.http.ServiceOption;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

@Command(name = "list", description = "List the comments that wait, the oldest first.")
final class ListCommand implements Callable<Integer> {
    private static final String ROW = "%-40s %-24s %-16s %9s %9s %-24s %-24s %s%n";
    private static final int SHOWN = 60;

    @Mixin
    private final ServiceOption queue = new ServiceOption("moderation-service");

    @Override
    public Integer call() throws InterruptedException {
        return queue.use(moderation -> {
            List<JsonNode> waiting = all(moderation);
            PrintWriter out = queue.out();
            switch (queue.format()) {
                case table -> print(waiting, out);
                case json -> out.println(OutputFormat.json(waiting));
                case ndjson -> waiting.forEach(comment -> out.println(OutputFormat.line(comment)));
            }
            out.flush();
            return ExitCode.DONE;
        });
    }

    private static List<JsonNode> all(ServiceClient moderation) throws InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = moderation
                    .get("/queue?limit=100" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .accepted();
            page.body().path("items").forEach(all::add);
            cursor = page.body().path("nextCursor").asString("");
        } while (!cursor.isEmpty());
        return all;
    }

    private static void print(List<JsonNode> waiting, PrintWriter out) {
        out.printf(ROW, "COMMENT", "HELD", "AUTHOR", "APPROVED", "REJECTED", "POST", "REASON", "CONTENT");
        for (JsonNode comment : waiting) {
            JsonNode author = comment.path("author");
            out.printf(
                    ROW,
                    comment.path("commentId").asString("") + "@"
                            + comment.path("revision").asInt(),
                    comment.path("heldAt").asString("-"),
                    comment.path("authorId").asString("-"),
                    author.path("approved").asLong(0),
                    author.path("rejected").asLong(0),
                    OutputFormat.cut(comment.path("postTitle").asString("-"), 24),
                    OutputFormat.cut(comment.path("reason").asString("-"), 24),
                    OutputFormat.cut(comment.path("content").asString("-"), SHOWN));
        }
    }
}
