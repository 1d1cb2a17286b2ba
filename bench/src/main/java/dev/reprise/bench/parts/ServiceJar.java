package dev.reprise.bench.parts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// A service's jar, extracted by Spring Boot's own tool; `./reprise up` starts services from such jars too.
public final class ServiceJar {

    private ServiceJar() {}

    /// Extracts it anew each time: a reproducible build gives every jar the same time, so nothing cheap tells a new
    /// one.
    ///
    /// @param module e.g. `query-service`
    public static Path extracted(Path home, String module) throws IOException, InterruptedException {
        Path folder = home.resolve("bench/target/extracted").resolve(module);
        extract(home.resolve(module).resolve("target").resolve(module + ".jar"), folder);
        return folder.resolve(module + ".jar");
    }

    private static void extract(Path jar, Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        JavaLine.executable().toString(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        folder.toString()))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(jar + " could not be extracted: " + output);
        }
    }
}
