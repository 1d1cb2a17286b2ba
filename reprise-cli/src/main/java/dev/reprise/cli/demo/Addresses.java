package dev.reprise.cli.demo;

import dev.reprise.cli.CommandFailure;
import dev.reprise.cli.ExitCode;
import dev.reprise.cli.state.Run;
import dev.reprise.cli.state.RunningPart;

/// Where the services of a running system listen, each without a slash at its end.
record Addresses(String posts, String comments, String tasks, String query) {

    /// @throws CommandFailure when one of them doesn't run
    static Addresses of(Run run) {
        return new Addresses(
                url(run, "post-service"),
                url(run, "comment-service"),
                url(run, "task-service"),
                url(run, "query-service"));
    }

    private static String url(Run run, String part) {
        return run.part(part)
                .map(RunningPart::url)
                .orElseThrow(() ->
                        new CommandFailure(ExitCode.NOT_REACHABLE, part + " doesn't run. Start it: ./reprise up"));
    }

    String post(String id) {
        return posts + "/posts/" + id;
    }

    String comment(String id) {
        return comments + "/comments/" + id;
    }

    String task(String id) {
        return tasks + "/v1/tasks/" + id;
    }
}
