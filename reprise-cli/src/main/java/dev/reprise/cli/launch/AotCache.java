package dev.reprise.cli.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/// A service's AOT cache (JEP 483, 514): classes as they were loaded and linked in a run before. It stands beside
/// the unpacked jar, whose folder another build does not share, and is named after all else that it is bound to;
/// so one that does not fit is not found.
///
/// @param file where it is, or would be
record AotCache(Path file) {
    private static final String SUFFIX = ".aot";

    /// The cache of this jar, for the JVM that runs this and these of its flags.
    static AotCache of(Path unpackedJar, List<String> flags) {
        return of(
                unpackedJar,
                flags,
                Map.of(
                        "vendor", System.getProperty("java.vm.vendor"),
                        "version", System.getProperty("java.vm.version"),
                        "home", System.getProperty("java.home")));
    }

    /// @param jvm what tells one JVM from another
    static AotCache of(Path unpackedJar, List<String> flags, Map<String, String> jvm) {
        CRC32 sum = new CRC32();
        String boundTo = unpackedJar.toAbsolutePath().normalize() + "\n" + flags + "\n" + new TreeMap<>(jvm);
        sum.update(boundTo.getBytes(StandardCharsets.UTF_8));
        return new AotCache(unpackedJar.resolveSibling("%08x%s".formatted(sum.getValue(), SUFFIX)));
    }

    boolean exists() {
        return Files.isRegularFile(file);
    }

    /// The flags that use it. The JVM goes on without a cache that does not fit or was cut short.
    List<String> use() {
        return List.of(
                "-XX:AOTCache=" + file,
                "-XX:+UnlockDiagnosticVMOptions",
                // Without comparing checksums the JVM crashes on one that was damaged after it was written.
                "-XX:+VerifySharedSpaces",
                // Where it was written for, the cache's pages stay the file's: 37 MiB less of the process's own.
                "-XX:ArchiveRelocationMode=0");
    }

    /// The flags that write one to another file when the JVM ends.
    static List<String> write(Path unfinished) {
        return List.of("-XX:AOTCacheOutput=" + unfinished);
    }

    /// Takes a whole one in, and deletes those that were made for other JVMs and flags.
    ///
    /// @param written on the same file system
    void take(Path written) throws IOException {
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (DirectoryStream<Path> all = Files.newDirectoryStream(file.getParent(), "*" + SUFFIX)) {
            for (Path other : all) {
                if (!other.equals(file)) {
                    Files.delete(other);
                }
            }
        }
    }
}
