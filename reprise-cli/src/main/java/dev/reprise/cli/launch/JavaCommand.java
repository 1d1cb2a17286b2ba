package dev.reprise.cli.launch;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Command lines for the parts' JVMs: the JDK is the one that runs this, and each is kept small.
final class JavaCommand {
    /// Fast to start and frugal: these processes share one developer's machine.
    private static final List<String> SMALL = List.of(
            "-XX:+UseSerialGC",
            // Left to itself the heap begins as large as it may get, and all of it is touched before anything is
            // collected: 40 MiB of each service.
            "-Xms32m",
            // What a collection leaves free goes back to the machine: 60 MiB of all parts together after a demo.
            "-XX:MinHeapFreeRatio=20",
            "-XX:MaxHeapFreeRatio=40",
            "-XX:TieredStopAtLevel=1",
            "-Xss512k",
            "-XX:+UseCompactObjectHeaders",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private JavaCommand() {}

    static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static List<String> ofJar(Path jar, int heapMebibytes) {
        return command(heapMebibytes, "-jar", jar.toString());
    }

    /// The same with further flags.
    static List<String> ofJar(Path jar, int heapMebibytes, List<String> further) {
        List<String> command = ofJar(jar, heapMebibytes);
        command.addAll(1, further);
        return command;
    }

    /// What [#ofJar] starts a JVM with.
    static List<String> flags(int heapMebibytes) {
        List<String> flags = new ArrayList<>(List.of("-Xmx" + heapMebibytes + "m"));
        flags.addAll(SMALL);
        return flags;
    }

    /// A class of this command's own class path.
    static List<String> ofClass(Class<?> main, int heapMebibytes, List<String> arguments) {
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = command(heapMebibytes, "-cp", classPath, main.getName());
        command.addAll(arguments);
        return command;
    }

    private static List<String> command(int heapMebibytes, String... last) {
        List<String> command = new ArrayList<>(List.of(executable()));
        command.addAll(flags(heapMebibytes));
        command.addAll(List.of(last));
        return command;
    }
}
