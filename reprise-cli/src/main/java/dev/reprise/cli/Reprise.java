package dev.reprise.cli;

import dev.reprise.cli.caughtup.WaitCommand;
import dev.reprise.cli.demo.DemoCommand;
import dev.reprise.cli.doctor.DoctorCommand;
import dev.reprise.cli.events.EventsCommand;
import dev.reprise.cli.logs.LogsCommand;
import dev.reprise.cli.parked.ParkedCommand;
import dev.reprise.cli.policy.PolicyCommand;
import dev.reprise.cli.queue.QueueCommand;
import dev.reprise.cli.replay.ReplayCommand;
import dev.reprise.cli.restore.RestoreCommand;
import dev.reprise.cli.status.StatusCommand;
import dev.reprise.cli.topics.TopicsCommand;
import dev.reprise.cli.up.DownCommand;
import dev.reprise.cli.up.TrainCommand;
import dev.reprise.cli.up.UpCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The `reprise` command. Data goes to standard output, everything else to standard error; see [ExitCode] for
/// what its status says.
@Command(
        name = "reprise",
        description = "Posts, comments, moderation and tasks on one machine, and their history played again.",
        mixinStandardHelpOptions = true,
        versionProvider = Reprise.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            DemoCommand.class,
            RestoreCommand.class,
            DoctorCommand.class,
            EventsCommand.class,
            TopicsCommand.class,
            ReplayCommand.class,
            ParkedCommand.class,
            QueueCommand.class,
            PolicyCommand.class,
            WaitCommand.class,
            TrainCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed",
            "2:wrong usage",
            "3:differences found",
            "4:timed out",
            "5:conflict, or already running",
            "6:not reachable%n"
        },
        footer = {
            "`./reprise bench` measures this machine's system against raw limits; `./reprise bench --help` tells"
                    + " more.%n"
        })
public final class Reprise {
    private Reprise() {}

    public static void main(String[] arguments) {
        keepOutputForData();
        System.exit(commandLine().execute(arguments));
    }

    /// The command with all its subcommands. None of them shows a stack trace, unless the environment has
    /// `REPRISE_DEBUG`.
    static CommandLine commandLine() {
        CommandLine command = new CommandLine(new Reprise());
        command.setExecutionExceptionHandler(Reprise::explain);
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.getSubcommands().values().forEach(Reprise::giveHelp);
        return command;
    }

    /// A command whose `--version` is another one gets `--help` alone.
    private static void giveHelp(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        if (spec.findOption("--version") == null) {
            spec.mixinStandardHelpOptions(true);
        } else {
            spec.addOption(OptionSpec.builder("-h", "--help")
                    .usageHelp(true)
                    .description("Show this help message and exit.")
                    .build());
        }
        command.getSubcommands().values().forEach(Reprise::giveHelp);
    }

    /// Libraries write their logs to standard output, as broker and store need it; here that is for data.
    private static void keepOutputForData() {
        System.setProperty("org.slf4j.simpleLogger.logFile", "System.err");
        if (System.getenv("REPRISE_DEBUG") == null) {
            System.setProperty("org.slf4j.simpleLogger.log.org.apache.kafka", "off");
        }
    }

    private static int explain(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (failure instanceof CommandFailure expected) {
            err.println(expected.getMessage());
            return expected.exitCode().status();
        }
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        err.println("Failed: " + message + " (REPRISE_DEBUG=1 shows where)");
        if (System.getenv("REPRISE_DEBUG") != null) {
            failure.printStackTrace(err);
        }
        return ExitCode.FAILED.status();
    }

    /// Says which build this is.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Reprise.class.getPackage().getImplementationVersion();
            return new String[] {
                "reprise " + (version == null ? "(not packaged)" : version), "Java " + Runtime.version()
            };
        }
    }
}
