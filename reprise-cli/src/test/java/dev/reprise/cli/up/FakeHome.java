package dev.reprise.cli.up;

import dev.reprise.cli.host.Ports;
import dev.reprise.cli.launch.Service;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.IntStream;

/// A project root whose services are [FakeService]s, and the command run against it as its own process.
final class FakeHome {
    private final Path home;
    private final int portOffset;

    FakeHome(Path home) throws IOException {
        this(home, freeOffset());
    }

    FakeHome(Path home, int portOffset) throws IOException {
        this.home = home;
        this.portOffset = portOffset;
        for (Service service : Service.ALL) {
            writeJar(service.module(), FakeService.class);
        }
    }

    /// Builds a service as Spring Boot does; a build differs from another by its name.
    void rebuild(String module, String build) throws IOException {
        writeJar(module, FakeService.class, "BOOT-INF/classes/", build);
    }

    void breakService(String module) throws IOException {
        writeJar(module, FakeService.Broken.class);
    }

    Path state() {
        return home.resolve(".reprise");
    }

    int portOf(String module) {
        return portOffset
                + Service.ALL.stream()
                        .filter(service -> service.module().equals(module))
                        .findFirst()
                        .orElseThrow()
                        .port();
    }

    /// Starts the command; its output can be read from the process.
    Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dreprise.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.reprise.cli.Reprise"));
        command.addAll(List.of(arguments));
        if (arguments[0].equals("up")) {
            command.addAll(List.of("--port-offset", Integer.toString(portOffset)));
        }
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /// Runs the command to its end.
    Ended run(String... arguments) throws IOException {
        Process process = start(arguments);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.onExit().join().exitValue(), output);
    }

    record Ended(int status, String output) {}

    private void writeJar(String module, Class<?> main) throws IOException {
        writeJar(module, main, "", "");
    }

    private void writeJar(String module, Class<?> main, String folder, String build) throws IOException {
        Path jar = home.resolve(module).resolve("target").resolve(module + ".jar");
        Files.createDirectories(jar.getParent());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main.getName());
        manifest.getMainAttributes().put(new Attributes.Name("Start-Class"), main.getName());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream classes = new JarOutputStream(file, manifest)) {
            if (!folder.isEmpty()) {
                classes.putNextEntry(new JarEntry(folder));
                classes.putNextEntry(new JarEntry(folder + build));
            }
            for (Class<?> type : List.of(FakeService.class, FakeService.Broken.class)) {
                String path = type.getName().replace('.', '/') + ".class";
                classes.putNextEntry(new JarEntry(folder + path));
                try (InputStream bytes =
                        Objects.requireNonNull(FakeHome.class.getClassLoader().getResourceAsStream(path))) {
                    bytes.transferTo(classes);
                }
            }
        }
    }

    private static int freeOffset() {
        return IntStream.iterate(20_000, offset -> offset + 10)
                .filter(offset -> Service.ALL.stream().allMatch(service -> Ports.isFree(service.port() + offset)))
                .findFirst()
                .orElseThrow();
    }
}
