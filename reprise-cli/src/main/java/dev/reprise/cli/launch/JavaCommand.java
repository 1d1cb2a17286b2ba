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
        List<String> command = new ArrayList<>(List.of(executable(), "-Xmx" + heapMebibytes + "m"));
        command.addAll(SMALL);
        command.addAll(List.of(last));
        return command;
    }
}
