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
import java.util.Map;
import java.util.Objects;

/// The system of `./reprise up`: embedded broker and store. Its state stands in `system-tests/target/state` until the
/// next start.
public final class EmbeddedSystem implements RunningSystem {

    private final Path root;
    private final StateFolder state;
    private final Map<String, String> environment;
    private final String portOffset = Integer.toString(FreePorts.offset());

    private EmbeddedSystem(Path root, StateFolder state, Map<String, String> environment) {
        this.root = root;
        this.state = state;
        this.environment = environment;
    }

    /// Starts a new one, with empty stores and topics, on ports that are free.
    static EmbeddedSystem start(Path root) {
        return start(root, "state");
    }

    /// The same in a folder of its own, beside the system that the other tests share.
    static EmbeddedSystem start(Path root, String folder) {
        EmbeddedSystem system = stopped(root, folder, Map.of());
        system.startAnew();
        return system;
    }

    /// One that does not run yet.
    ///
    /// @param environment what its processes find in their environment besides that of this process
    public static EmbeddedSystem stopped(Path root, String folder, Map<String, String> environment) {
        return new EmbeddedSystem(
                root, new StateFolder(root.resolve("system-tests/target").resolve(folder)), environment);
    }

    /// Starts it with empty stores and topics.
    public void startAnew() {
        close(); // of a run that was cut off
        reprise("up", "--detach", "--fresh", "--port-offset", portOffset).requireDone();
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
        builder.environment().putAll(environment);
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
        return "mongodb://127.0.0.1:" + storePort(service) + "/" + RunningSystem.databaseOf(service);
    }

    /// On which port a service's own store listens.
    ///
    /// @throws IllegalStateException while no store has been started
    public int storePort(String service) {
        return Objects.requireNonNull(part(STORE).ports().get(RunningSystem.databaseOf(service)));
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
    public long pid(String service) {
        return part(service).process().pid();
    }

    /// Stops a part's process where it is (SIGSTOP): it keeps its connections and answers nothing.
    public void pause(String part) {
        signal("STOP", part);
    }

    /// Lets it go on (SIGCONT).
    public void resume(String part) {
        signal("CONT", part);
    }

    private void signal(String signal, String part) {
        long pid = part(part).process().pid();
        try {
            int status = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                    .start()
                    .onExit()
                    .join()
                    .exitValue();
            if (status != 0) {
                throw new IllegalStateException(part + " can't be sent SIG" + signal);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void startWhatIsMissing() {
        reprise("up", "--detach", "--port-offset", portOffset).requireDone();
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
