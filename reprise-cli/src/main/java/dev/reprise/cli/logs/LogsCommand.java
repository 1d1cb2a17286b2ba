package dev.reprise.cli.logs;

import dev.reprise.cli.CommandFailure;
import dev.reprise.cli.ExitCode;
import dev.reprise.cli.StateOption;
import dev.reprise.cli.launch.LogTail;
import dev.reprise.cli.launch.Parts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "logs", description = "Print the end of a part's log.")
public final class LogsCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final StateOption options = new StateOption();

    @Parameters(
            paramLabel = "SERVICE",
            completionCandidates = PartNames.class,
            description = "One of: ${COMPLETION-CANDIDATES}. The ending -service may be left out.")
    private @Nullable String service;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on printing what is added, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "100",
            description = "How many lines (default: ${DEFAULT-VALUE}).")
    private int lines;

    /// The parts' names, for help and completion.
    static final class PartNames extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        PartNames() {
            super(Parts.names());
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path log = options.state().log(partName());
        if (Files.notExists(log)) {
            throw new CommandFailure(
                    ExitCode.NOT_REACHABLE, "There is no log yet at " + log + ". Start the system: ./reprise up");
        }
        PrintWriter out = spec.commandLine().getOut();
        long end = Files.size(log);
        LogTail.of(log, lines).forEach(out::println);
        out.flush();
        if (follow) {
            new LogFollower(log, end, out).follow();
        }
        return ExitCode.DONE.status();
    }

    private String partName() {
        return Parts.names().stream()
                .filter(name -> name.equals(service) || name.equals(service + "-service"))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE,
                        "No part is called " + service + ". There are: " + String.join(", ", Parts.names())));
    }
}
