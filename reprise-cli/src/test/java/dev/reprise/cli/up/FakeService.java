package dev.reprise.cli.up;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/// Stands in for a service: ready once it has reached its broker and its store, and nothing else. Runs from its own
/// tiny jar.
final class FakeService {
    private FakeService() {}

    public static void main(String[] arguments) throws IOException {
        reach(System.getenv("SPRING_KAFKA_BOOTSTRAP_SERVERS"));
        URI store = URI.create(System.getenv("SPRING_MONGODB_URI"));
        reach(store.getHost() + ":" + store.getPort());
        int port = Integer.parseInt(System.getenv("SERVER_PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/actuator/health/readiness", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        System.out.println("serving " + store.getPath() + " on " + port);
    }

    private static void reach(String address) throws IOException {
        int colon = address.indexOf(':');
        try (Socket socket = new Socket(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)))) {
            socket.setSoTimeout(1_000);
        }
    }

    /// One that can't start.
    static final class Broken {
        private Broken() {}

        public static void main(String[] arguments) {
            System.err.println("the last words of a broken service");
            System.exit(3);
        }
    }
}
