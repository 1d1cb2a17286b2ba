package dev.reprise.bench.parts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The system of `./reprise up`, in a state folder and on ports of its own.
public final class LocalSystem implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int FIRST_PORT = 4000;
    private static final int PORTS = 5;

    private final Path home;
    private final Path state;

    private LocalSystem(Path home, Path state) {
        this.home = home;
        this.state = state;
    }

    public static LocalSystem start(Path home) throws IOException, InterruptedException {
        LocalSystem system = new LocalSystem(home, home.resolve("bench/target/system"));
        system.close(); // of a run that was cut off
        var _ = system.reprise("up", "--detach", "--fresh", "--port-offset", Integer.toString(freeOffset()));
        return system;
    }

    private static int freeOffset() {
        return IntStream.iterate(8_000, offset -> offset + 10)
                .limit(1_000)
                .filter(offset -> IntStream.range(0, PORTS).allMatch(i -> isFree(FIRST_PORT + offset + i)))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /// Runs a command of `./reprise` for this system.
    ///
    /// @return what it prints on its standard output
    public String reprise(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(home.resolve("reprise").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--state", state.toString()));
        Path messages = Files.createTempFile("reprise", ".log");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(home.toFile()).redirectError(messages.toFile());
            builder.environment().put("REPRISE_JAVA_HOME", System.getProperty("java.home"));
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(
                        "./reprise " + arguments[0] + " failed:\n" + output + Files.readString(messages));
            }
            return output;
        } finally {
            Files.delete(messages);
        }
    }

    /// Where a part answers.
    public String url(String part) {
        for (JsonNode running :
                JSON.readTree(state.resolve("run.json").toFile()).get("parts")) {
            if (running.get("name").asString().equals(part)) {
                return running.get("url").asString();
            }
        }
        throw new IllegalStateException(part + " does not run");
    }

    public Api api(String service) {
        return new Api(url(service));
    }

    @Override
    public void close() {
        try {
            var _ = reprise("down");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
