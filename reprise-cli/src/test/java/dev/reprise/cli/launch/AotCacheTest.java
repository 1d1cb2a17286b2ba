package dev.reprise.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {
    private static final Map<String, String> JVM = Map.of("version", "25.0.3+9", "vendor", "somebody");
    private static final int HEAP_MIB = 64;

    @TempDir
    Path folder;

    @Test
    void another_jvm_other_flags_or_another_place_have_another_cache() {
        Path jar = folder.resolve("unpacked/1/post-service.jar");
        AotCache cache = AotCache.of(jar, List.of("-Xmx192m"), JVM);

        assertThat(AotCache.of(jar, List.of("-Xmx192m"), Map.copyOf(JVM))).isEqualTo(cache);
        assertThat(AotCache.of(jar, List.of("-Xmx193m"), JVM)).isNotEqualTo(cache);
        assertThat(AotCache.of(jar, List.of("-Xmx192m"), Map.of("version", "25.0.4+1", "vendor", "somebody")))
                .isNotEqualTo(cache);
        assertThat(AotCache.of(folder.resolve("moved/1/post-service.jar"), List.of("-Xmx192m"), JVM)
                        .file()
                        .getFileName())
                .isNotEqualTo(cache.file().getFileName());
    }

    @Test
    void one_that_was_made_for_others_is_not_found_and_goes_when_a_fitting_one_comes() throws IOException {
        Path jar = folder.resolve("post-service.jar");
        AotCache old = AotCache.of(jar, List.of("-Xmx192m"), Map.of("version", "25.0.2+1"));
        old.take(Files.writeString(folder.resolve("written"), "old"));
        AotCache cache = AotCache.of(jar, List.of("-Xmx192m"), JVM);
        assertThat(old.exists()).isTrue();
        assertThat(cache.exists()).isFalse();

        cache.take(Files.writeString(folder.resolve("written"), "new"));

        assertThat(cache.file()).hasContent("new");
        assertThat(old.file()).doesNotExist();
    }

    @Test
    void a_rebuilt_jar_does_not_find_the_cache_of_the_build_before() throws IOException {
        Path jar = folder.resolve("post-service.jar");
        writeJar(jar, "BOOT-INF/classes/", "first build");
        assertThat(ServiceJar.unpacked(jar)).isEmpty();
        Path unpacked = ServiceJar.startable(jar);
        AotCache first = AotCache.of(unpacked, List.of());
        first.take(Files.writeString(folder.resolve("written"), "first"));
        assertThat(AotCache.of(ServiceJar.startable(jar), List.of()).exists()).isTrue();

        writeJar(jar, "BOOT-INF/classes/", "second build");

        assertThat(ServiceJar.unpacked(jar)).isEmpty();
        assertThat(AotCache.of(ServiceJar.startable(jar), List.of()).exists()).isFalse();
        assertThat(first.file()).doesNotExist();
    }

    @Test
    void a_cache_is_used_and_a_damaged_one_keeps_nothing_from_starting() throws IOException {
        Path jar = folder.resolve("greeting.jar");
        writeJar(jar, "", "");
        Path written = folder.resolve("written");
        assertThat(run(jar, AotCache.write(written))).contains(Greeting.TEXT);
        AotCache cache = AotCache.of(jar, JavaCommand.flags(HEAP_MIB));
        cache.take(written);
        List<String> onlyWithIt = new ArrayList<>(cache.use());
        onlyWithIt.add("-XX:AOTMode=on");

        assertThat(run(jar, onlyWithIt)).isEqualTo(Greeting.TEXT + "\n");

        try (RandomAccessFile file = new RandomAccessFile(cache.file().toFile(), "rw")) {
            file.seek(file.length() / 3);
            file.write(new byte[(int) file.length() / 3]);
        }
        assertThat(run(jar, cache.use())).contains(Greeting.TEXT, "Checksum verification failed");
        try (RandomAccessFile file = new RandomAccessFile(cache.file().toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        assertThat(run(jar, cache.use())).contains(Greeting.TEXT, "truncated");
        Files.writeString(cache.file(), "no cache at all");
        assertThat(run(jar, cache.use())).contains(Greeting.TEXT);
        Files.delete(cache.file());
        assertThat(run(jar, cache.use())).contains(Greeting.TEXT);
    }

    private static String run(Path jar, List<String> flags) throws IOException {
        Process process = new ProcessBuilder(JavaCommand.ofJar(jar, HEAP_MIB, flags))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.onExit().join().exitValue()).as(output).isZero();
        return output;
    }

    /// @param inside another file in it, which tells one build from another
    private static void writeJar(Path jar, String classes, String inside) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Greeting.class.getName());
        manifest.getMainAttributes().put(new Attributes.Name("Start-Class"), Greeting.class.getName());
        String path = Greeting.class.getName().replace('.', '/') + ".class";
        Path whole = jar.resolveSibling("jar.new");
        try (JarOutputStream file = new JarOutputStream(Files.newOutputStream(whole), manifest);
                InputStream bytes =
                        Objects.requireNonNull(Greeting.class.getClassLoader().getResourceAsStream(path))) {
            if (!classes.isEmpty()) {
                file.putNextEntry(new JarEntry(classes));
            }
            file.putNextEntry(new JarEntry(classes + path));
            bytes.transferTo(file);
            file.putNextEntry(new JarEntry(classes + "build.txt"));
            file.write(inside.getBytes(StandardCharsets.UTF_8));
        }
        Files.move(whole, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Runs from its own jar.
    static final class Greeting {
        static final String TEXT = "started";

        private Greeting() {}

        public static void main(String[] arguments) {
            System.out.println(TEXT);
        }
    }
}
