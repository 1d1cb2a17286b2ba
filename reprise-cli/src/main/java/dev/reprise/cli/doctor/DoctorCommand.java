package dev.reprise.cli.doctor;

import dev.reprise.cli.ExitCode;
import dev.reprise.cli.OutputFormat;
import dev.reprise.cli.StateOption;
import dev.reprise.cli.state.Run;
import dev.reprise.cli.state.StateFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "doctor",
        description = "Check JDK, memory, disk, ports, state and running parts, and say how to mend what is wrong.",
        footer = {"", "Ends with 0 when all is well, 1 when not."})
public final class DoctorCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final StateOption options = new StateOption();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format = OutputFormat.table;

    @Override
    public Integer call() throws IOException, InterruptedException {
        StateFolder state = options.state();
        boolean running = state.run().filter(Run::anyAlive).isPresent();
        List<Check> checks = new ArrayList<>(MachineChecks.all(state.path(), running));
        checks.addAll(new StateChecks(state).all());
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case table -> checks.forEach(check -> print(check, out));
            case json -> out.println(OutputFormat.json(checks));
            case ndjson -> checks.forEach(check -> out.println(OutputFormat.line(check)));
        }
        out.flush();
        return (checks.stream().allMatch(Check::ok) ? ExitCode.DONE : ExitCode.FAILED).status();
    }

    private static void print(Check check, PrintWriter out) {
        String mark = Ansi.AUTO.string(check.ok() ? "@|green ok|@  " : "@|red bad|@ ");
        out.printf("%-8s %s %s%n", check.group(), mark, check.finding());
        if (!check.ok()) {
            out.printf("%12s → %s%n", "", check.mend());
        }
    }
}
