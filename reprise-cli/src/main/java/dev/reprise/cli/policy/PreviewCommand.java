package dev.reprise.cli.policy;

import dev.reprise.cli.http.ServiceOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "preview",
        description = "Find out which verdicts on the comments that are there a policy would change. Decides nothing.",
        footer = {
            "",
            "Without a terminal it prints a line each second. Ctrl-C ends the watching, not the preview.",
            "Ends with 0 when no verdict would change, 1 when it failed or was canceled, 2 when the policy is not"
                    + " accepted, 3 when verdicts would change, 4 when --timeout passed; with --detach, 0 once it has"
                    + " started. 5 when too many runs are under way."
        })
final class PreviewCommand implements Callable<Integer> {
    @Mixin
    private final ServiceOption moderation = new ServiceOption("moderation-service");

    @Mixin
    private final PolicyFile file = new PolicyFile();

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(names = "--detach", description = "Print its id and return once it has started.")
    private boolean detach;

    @Override
    public Integer call() throws InterruptedException {
        JsonNode policy = file.read().policy();
        return moderation.use(client -> {
            Policies policies = new Policies(client);
            PolicyRun run = policies.preview(policy);
            return detach ? options.detached(run, moderation) : options.toEnd(run, policies, moderation);
        });
    }
}
