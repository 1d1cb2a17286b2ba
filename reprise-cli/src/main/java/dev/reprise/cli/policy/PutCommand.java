package dev.reprise.cli.policy;

import dev.reprise.cli.CommandFailure;
import dev.reprise.cli.ExitCode;
import dev.reprise.cli.OutputFormat;
import dev.reprise.cli.http.ServiceOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "put",
        description = "Put a policy in force, for what is written and edited from now on.",
        footer = {
            "",
            "Ends with 0 when it is in force, 2 when it is not accepted (every error is named with its place), 5 when"
                    + " somebody else put one since that version."
        })
final class PutCommand implements Callable<Integer> {
    @Mixin
    private final ServiceOption moderation = new ServiceOption("moderation-service");

    @Mixin
    private final PolicyFile file = new PolicyFile();

    @Option(
            names = "--version",
            paramLabel = "N",
            description = "The version that it replaces (default: the \"version\" in the file).")
    private @Nullable Long version;

    @Override
    public Integer call() throws InterruptedException {
        PolicyFile.Read read = file.read();
        long replaced = replaced(read);
        return moderation.use(client -> {
            JsonNode policy = new Policies(client).put(read.policy(), replaced);
            moderation.json(policy);
            long now = policy.path("version").asLong(0);
            if (moderation.format() == OutputFormat.table) {
                moderation
                        .out()
                        .println(
                                now == replaced
                                        ? "Version %d has the same rules and stays in force.".formatted(now)
                                        : "Version %d is in force.".formatted(now));
                moderation.out().flush();
            }
            if (now != replaced) {
                moderation.say("Comments that are there keep their verdicts. Apply it to them:"
                        + " ./reprise policy rescreen");
            }
            return ExitCode.DONE;
        });
    }

    private long replaced(PolicyFile.Read read) {
        if (version != null) {
            return version;
        }
        if (read.version() == null) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    file.name()
                            + " doesn't say which version it replaces. Say it: --version N, as ./reprise policy show"
                            + " tells it.");
        }
        return read.version();
    }
}
