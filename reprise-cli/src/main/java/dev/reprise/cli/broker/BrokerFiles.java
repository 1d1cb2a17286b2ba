package dev.reprise.cli.broker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.kafka.common.Uuid;

/// What is in the broker's folder besides Kafka's own data: its configuration, written anew at each start, and its
/// cluster's id, written once.
///
/// @param folder the broker's own folder
record BrokerFiles(Path folder) {

    Path data() {
        return folder.resolve("data");
    }

    /// The id of the cluster these files belong to; made on first use and the same ever after, also when formatting was
    /// cut short.
    String clusterId() throws IOException {
        Path file = folder.resolve("cluster-id");
        if (Files.notExists(file)) {
            write(file, Uuid.randomUuid().toString());
        }
        return Files.readString(file).strip();
    }

    /// Whether Kafka has finished formatting: it writes this file last, whole or not at all.
    boolean isFormatted() {
        return Files.exists(data().resolve("meta.properties"));
    }

    /// Writes the configuration for these ports.
    ///
    /// @param controllerPort where the node talks to itself; any free one, and it may differ each time
    Path configure(int port, int controllerPort) throws IOException {
        Path file = folder.resolve("server.properties");
        write(file, BrokerSettings.text(data(), port, controllerPort));
        return file;
    }

    private void write(Path file, String text) throws IOException {
        Files.createDirectories(folder);
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(whole, text, StandardCharsets.UTF_8);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
