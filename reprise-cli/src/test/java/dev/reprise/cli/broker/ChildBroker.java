package dev.reprise.cli.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/// The broker's own process, started the way `reprise up` starts it.
public final class ChildBroker implements AutoCloseable {
    private final Process process;
    private final int port;

    public ChildBroker(Path folder) throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.reprise.cli.broker.BrokerProcess",
                        folder.toString(),
                        Integer.toString(port))
                .inheritIO()
                .start();
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", address()));
    }

    /// SIGKILL; returns when the process is gone.
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /// SIGTERM; returns when the process is gone.
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
