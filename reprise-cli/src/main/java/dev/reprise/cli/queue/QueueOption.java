package dev.reprise.cli.queue;

import dev.reprise.cli.ExitCode;
import dev.reprise.cli.OutputFormat;
import dev.reprise.cli.OutputOption;
import dev.reprise.cli.StateOption;
import dev.reprise.cli.http.Answer;
import dev.reprise.cli.http.Refusal;
import dev.reprise.cli.http.ServiceClient;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Which moderation-service a command speaks to, and how it prints what that answers.
final class QueueOption {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final StateOption system = new StateOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "moderation-service (default: that of the system that `reprise up` started).")
    private @Nullable String url;

    /// What a command asks for.
    interface Use {
        ExitCode with(ServiceClient moderation) throws InterruptedException;
    }

    /// Asks it. A refusal is told to people by its detail, and is printed whole where JSON is asked for.
    int use(Use use) throws InterruptedException {
        try (ServiceClient client = ServiceClient.open(spec.commandLine(), "moderation-service", system, url)) {
            return use.with(client).status();
        } catch (Refusal refusal) {
            Answer answer = refusal.answer();
            if (format() != OutputFormat.table && answer.body().isObject()) {
                out().println(OutputFormat.line(answer.body()));
                out().flush();
            }
            throw answer.failure();
        }
    }

    OutputFormat format() {
        return output.format();
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
