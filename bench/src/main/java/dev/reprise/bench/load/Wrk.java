package dev.reprise.bench.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// [wrk](https://github.com/wg/wrk), with one thread.
final class Wrk implements LoadGenerator {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SCRIPT = "load.lua";

    private final String name;

    private Wrk(String name) {
        this.name = name;
    }

    static Optional<Wrk> installed() throws InterruptedException {
        try {
            // It ends with an error after telling its version.
            Process process =
                    new ProcessBuilder("wrk", "-v").redirectErrorStream(true).start();
            String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return Optional.of(new Wrk(told.lines().findFirst().orElse("wrk").replaceFirst(" \\[.*", "")));
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Throughput run(HttpLoad load, Duration duration) throws IOException, InterruptedException {
        Path script = script();
        try {
            Process process = new ProcessBuilder(command(load, duration, script))
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException("wrk failed: " + output);
            }
            return read(output);
        } finally {
            Files.delete(script);
        }
    }

    private static Path script() throws IOException {
        Path script = Files.createTempFile("load", ".lua");
        try (InputStream resource = Objects.requireNonNull(Wrk.class.getResourceAsStream(SCRIPT))) {
            Files.copy(resource, script, StandardCopyOption.REPLACE_EXISTING);
        }
        return script;
    }

    private static List<String> command(HttpLoad load, Duration duration, Path script) {
        List<String> command = new ArrayList<>(List.of("wrk", "-t1", "-c" + load.connections()));
        command.addAll(List.of("-d" + duration.toSeconds() + "s", "--timeout", "30s", "-s", script.toString()));
        load.headers().forEach((name, value) -> command.addAll(List.of("-H", name + ": " + value)));
        command.addAll(List.of(load.url(), "--", load.method(), load.body()));
        return command;
    }

    /// Of what wrk prints, the line that the script adds.
    static Throughput read(String output) {
        String line = output.lines()
                .filter(text -> text.startsWith("{"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("wrk said nothing of use: " + output));
        JsonNode told = JSON.readTree(line);
        return new Throughput(
                told.get("requests").asLong(),
                told.get("microseconds").asLong() / 1e6,
                told.get("bytes").asLong(),
                told.get("failed").asLong());
    }
}
