package dev.reprise.bench.parts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Command lines of JVMs with the flags that `./reprise up` gives its parts.
public final class JavaLine {

    private static final int SERVICE_HEAP_MIB = 192;

    static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-Xms32m",
            "-XX:MinHeapFreeRatio=20",
            "-XX:MaxHeapFreeRatio=40",
            "-XX:TieredStopAtLevel=1",
            "-Xss512k",
            "-XX:+UseCompactObjectHeaders",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private JavaLine() {}

    /// The flags of a service, its heap's size among them.
    public static List<String> serviceFlags() {
        List<String> flags = flags(SERVICE_HEAP_MIB);
        return flags.subList(1, flags.size());
    }

    /// With the heap of a service, and with the flags that `bench.jvm` adds.
    public static List<String> measured(String classPath, String main, List<String> arguments) {
        List<String> line = of(SERVICE_HEAP_MIB, classPath, main, arguments);
        Stream.of(System.getProperty("bench.jvm", "").split(" "))
                .filter(flag -> !flag.isBlank())
                .forEach(flag -> line.add(1, flag));
        return line;
    }

    /// With the heap of a service.
    static List<String> service(String classPath, String main, List<String> arguments) {
        return of(SERVICE_HEAP_MIB, classPath, main, arguments);
    }

    /// A service's jar, with flags besides those that all have.
    static List<String> service(Path jar, List<String> besides) {
        List<String> line = flags(SERVICE_HEAP_MIB);
        line.addAll(besides);
        line.addAll(List.of("-jar", jar.toString()));
        return line;
    }

    static List<String> of(int heapMib, String classPath, String main, List<String> arguments) {
        List<String> line = flags(heapMib);
        line.addAll(List.of("-cp", classPath, main));
        line.addAll(arguments);
        return line;
    }

    private static List<String> flags(int heapMib) {
        List<String> line = new ArrayList<>(List.of(executable().toString(), "-Xmx" + heapMib + "m"));
        line.addAll(FLAGS);
        return line;
    }

    static Path executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
