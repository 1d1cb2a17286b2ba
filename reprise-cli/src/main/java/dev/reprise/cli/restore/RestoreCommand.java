package dev.reprise.cli.restore;

import dev.reprise.cli.CommandFailure;
import dev.reprise.cli.ExitCode;
import dev.reprise.cli.OutputFormat;
import dev.reprise.cli.StateOption;
import dev.reprise.cli.launch.LogTail;
import dev.reprise.cli.launch.Parts;
import dev.reprise.cli.launch.Service;
import dev.reprise.cli.state.Run;
import dev.reprise.cli.state.RunningPart;
import dev.reprise.cli.state.StateFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "restore",
        description = "Rebuild a service's lost database from the topics, while the service does not run.",
        footer = {
            "",
            "Every aggregate comes back with its version, so that later events go on without a gap. Idempotency keys"
                    + " do not: a request that is repeated after a restore is a new one.",
            "Ends with 3 when the history had holes; the service's log names them."
        })
public final class RestoreCommand implements Callable<Integer> {
    private static final int LOG_LINES = 20;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final StateOption options = new StateOption();

    @Parameters(paramLabel = "NAME", description = "post, comment, task or moderation; post-service is right as well.")
    private String name = "";

    @Option(names = "--replace", description = "Delete a database that is not empty: everything in it.")
    private boolean replace;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format = OutputFormat.table;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Service service = service();
        StateFolder state = options.state();
        if (!state.isRecognised()) {
            throw new CommandFailure(
                    ExitCode.FAILED, "There is no system in " + state.path() + ", so no topics to restore from.");
        }
        try (FileLock lock = lock(state, service)) {
            int status = restore(service, state);
            lock.release();
            return status;
        }
    }

    private Service service() {
        String module = name.endsWith("-service") ? name : name + "-service";
        if (module.equals("query-service")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "query-service keeps a read model, which is played again while it is read: ./reprise replay start");
        }
        return Service.ALL.stream()
                .filter(known -> known.module().equals(module))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "No service '" + name + "': name post, comment, task or moderation"));
    }

    private static FileLock lock(StateFolder state, Service service) throws IOException {
        return state.tryLock()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.CONFLICT,
                        "Another `reprise` starts, watches or restores this system, and would start " + service.module()
                                + " again. Stop the system first: ./reprise down"));
    }

    private int restore(Service service, StateFolder state) throws IOException, InterruptedException {
        Run run = state.run().filter(Run::anyAlive).orElseGet(() -> new Run(0, null, List.of()));
        if (run.part(service.module()).filter(RunningPart::isAlive).isPresent()) {
            throw new CommandFailure(
                    ExitCode.CONFLICT,
                    service.module() + " runs, and would write beside the restore. Stop the system first:"
                            + " ./reprise down");
        }
        if (Files.notExists(service.jar(StateOption.home()))) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    service.jar(StateOption.home()) + " is missing. Build it: ./mvnw -DskipTests package");
        }
        PrintWriter progress = spec.commandLine().getErr();
        Ground ground = new Ground(new Parts(StateOption.home(), state), run);
        Runtime.getRuntime().addShutdownHook(new Thread(ground::close, "restore-interrupted"));
        RestoreLines lines = new RestoreLines(progress, "events");
        int status;
        try (ground) {
            ground.prepare(progress);
            Process restoring = ground.startRestore(service.module(), replace);
            try (BufferedReader told = restoring.inputReader(StandardCharsets.UTF_8)) {
                told.lines().forEach(lines::hear);
            }
            status = restoring.waitFor();
        }
        return end(lines, status, service, state);
    }

    private int end(RestoreLines lines, int status, Service service, StateFolder state) {
        if (status != 0 || lines.report().isEmpty()) {
            throw failure(lines, status, service, state);
        }
        RestoreReport report = lines.report().get();
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case table -> report.print(out);
            case json -> out.println(OutputFormat.json(report));
            case ndjson -> out.println(OutputFormat.line(report));
        }
        out.flush();
        if (!report.isWhole()) {
            spec.commandLine()
                    .getErr()
                    .println("The history has holes; " + state.log(service.module()) + " names what they concern.");
        }
        return (report.isWhole() ? ExitCode.DONE : ExitCode.DIFFERENCES).status();
    }

    private static CommandFailure failure(RestoreLines lines, int status, Service service, StateFolder state) {
        ExitCode exitCode = status == ExitCode.CONFLICT.status() ? ExitCode.CONFLICT : ExitCode.FAILED;
        return new CommandFailure(
                exitCode,
                lines.failure()
                        .orElseGet(() -> "The restore of " + service.module() + " ended with " + status
                                + ". The last lines of its log:\n\n    "
                                + String.join("\n    ", LogTail.of(state.log(service.module()), LOG_LINES)) + "\n"));
    }
}
