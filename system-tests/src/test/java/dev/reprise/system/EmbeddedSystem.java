package dev.reprise.system;

import static dev.reprise.system.Patience.patiently;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.cli.host.ProcessIdentity;
import dev.reprise.cli.state.RunningPart;
import dev.reprise.cli.state.StateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The system of `./reprise up`: embedded broker and store. Its state stands in `system-tests/target/state` until the
/// next start.
final class EmbeddedSystem implements RunningSystem {

    private final Path root;
    private final StateFolder state;

    private EmbeddedSystem(Path root, StateFolder state) {
        this.root = root;
        this.state = state;
    }

    /// Starts a new one, with empty stores and topics, on ports that are free.
    static EmbeddedSystem start(Path root) {
        EmbeddedSystem system = new EmbeddedSystem(root, new StateFolder(root.resolve("system-tests/target/state")));
        system.close(); // of a run that was cut off
        system.reprise("up", "--detach", "--fresh", "--port-offset", Integer.toString(FreePorts.offset()))
                .requireDone();
        return system;
    }

    /// How a `./reprise` command ended.
    ///
    /// @param output standard output and standard error together
    record Ended(int status, String output) {
        void requireDone() {
            if (status != 0) {
                throw new AssertionError("./reprise ended with " + status + " and said:\n" + output);
            }
        }
    }

    /// Runs a command on this system, with the JDK that runs the tests.
    Ended reprise(String... arguments) {
        List<String> command = new ArrayList<>(List.of(root.resolve("reprise").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--state", state.path().toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true);
        builder.environment().put("REPRISE_JAVA_HOME", System.getProperty("java.home"));
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Ended(process.onExit().join().exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String url(String service) {
        return part(service).url();
    }

    @Override
    public String bootstrapServers() {
        return part(BROKER).url();
    }

    @Override
    public String storeUri(String service) {
        String database = RunningSystem.databaseOf(service);
        int port = Objects.requireNonNull(part(STORE).ports().get(database));
        return "mongodb://127.0.0.1:" + port + "/" + database;
    }

    private RunningPart part(String name) {
        return state.run()
                .flatMap(run -> run.part(name))
                .orElseThrow(() -> new IllegalStateException(name + " does not run"));
    }

    @Override
    public void kill(String part) {
        ProcessIdentity process = part(part).process();
        process.handle().ifPresent(ProcessHandle::destroyForcibly);
        patiently().until(() -> !process.isAlive());
    }

    @Override
    public void startWhatIsMissing() {
        reprise("up", "--detach").requireDone();
    }

    @Override
    public String log(String part) {
        try {
            return Files.readString(state.log(part));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        reprise("down").requireDone();
    }
}
