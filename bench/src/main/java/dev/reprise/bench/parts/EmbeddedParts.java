package dev.reprise.bench.parts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The broker and one store of `./reprise up`, as the same processes with the same flags, in a folder of their own.
public final class EmbeddedParts implements AutoCloseable {

    private static final int HEAP_MIB = 224;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Path home;
    private final Path folder;
    private final String database;
    private final JavaProcess broker;
    private final JavaProcess store;
    private final int brokerPort;
    private final int storePort;

    private EmbeddedParts(Path home, Path folder, String database) throws IOException {
        this.home = home;
        this.folder = folder;
        this.database = database;
        this.brokerPort = JavaProcess.freePort();
        this.storePort = JavaProcess.freePort();
        this.broker = launch("dev.reprise.cli.broker.BrokerProcess", List.of(folder + "/broker", brokerPort + ""));
        this.store =
                launch("dev.reprise.cli.store.StoreProcess", List.of(folder + "/store", database + "=" + storePort));
    }

    /// With nothing in them.
    ///
    /// @param home the project's root
    /// @param database the store's name
    public static EmbeddedParts start(Path home, String database) throws IOException, InterruptedException {
        Path folder = home.resolve("bench/target/state");
        delete(folder);
        EmbeddedParts parts = new EmbeddedParts(home, folder, database);
        try {
            parts.broker.awaitReady(() -> accepts(parts.brokerPort), LOOK_AGAIN);
            parts.store.awaitReady(() -> accepts(parts.storePort), LOOK_AGAIN);
            return parts;
        } catch (RuntimeException | InterruptedException e) {
            parts.close();
            throw e;
        }
    }

    private JavaProcess launch(String main, List<String> arguments) throws IOException {
        String jar = home.resolve("reprise-cli/target/reprise-cli.jar").toString();
        String name = main.substring(main.lastIndexOf('.') + 1);
        return JavaProcess.start(name, JavaLine.of(HEAP_MIB, jar, main, arguments), Map.of(), folder);
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            List<Path> deepestFirst;
            try (Stream<Path> all = Files.walk(folder)) {
                deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }

    Path home() {
        return home;
    }

    /// For data and logs.
    Path folder() {
        return folder;
    }

    public String broker() {
        return "127.0.0.1:" + brokerPort;
    }

    public String store() {
        return "mongodb://127.0.0.1:" + storePort;
    }

    public String database() {
        return database;
    }

    /// The store's process id.
    public long storeProcess() {
        return store.pid();
    }

    @Override
    public void close() {
        store.close();
        broker.close();
    }
}
