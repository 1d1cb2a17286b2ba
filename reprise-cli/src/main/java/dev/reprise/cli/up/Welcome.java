package dev.reprise.cli.up;

import dev.reprise.cli.launch.Parts;
import dev.reprise.cli.state.Run;
import dev.reprise.cli.state.RunningPart;
import java.util.stream.Collectors;

/// What a person reads once everything is ready.
final class Welcome {
    private Welcome() {}

    static String text(Run run, boolean detached, boolean canStartFaster) {
        String services = run.parts().stream()
                .filter(part -> part.ports().containsKey("http"))
                .map(part -> "  %-19s %s".formatted(part.name(), part.url()))
                .collect(Collectors.joining("\n"));
        return """

            Everything is ready.

            %1$s
              %2$-19s %3$s
              %4$-19s %5$s

            API page       %6$s/swagger-ui.html
            Create a post  curl -i -X POST %6$s/posts -H 'Content-Type: application/json' -H 'X-Author: ada' -d '{"title":"Hello"}'
            Read posts     curl %7$s/posts

            Next: ./reprise demo   fills it with posts and comments%8$s%9$s
            """.formatted(
                        services,
                        Parts.BROKER,
                        url(run, Parts.BROKER),
                        Parts.STORE,
                        stores(run),
                        url(run, "post-service"),
                        url(run, "query-service"),
                        canStartFaster
                                ? "\n      ./reprise train  makes the next start twice as fast, once for each build"
                                : "",
                        detached ? "\nStop: ./reprise down" : "\nStop: Ctrl-C");
    }

    private static String url(Run run, String part) {
        return run.part(part).map(RunningPart::url).orElseThrow();
    }

    private static String stores(Run run) {
        return "mongodb://127.0.0.1 at ports "
                + run.part(Parts.STORE).orElseThrow().ports().values().stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", "));
    }
}
