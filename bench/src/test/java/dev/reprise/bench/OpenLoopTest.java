package dev.reprise.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

    private static final int SERVICE_MILLISECONDS = 20;

    @Test
    void readers_who_wait_behind_others_have_waited() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newSingleThreadExecutor());
        server.createContext("/", exchange -> {
            LockSupport.parkNanos(SERVICE_MILLISECONDS * 1_000_000L);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            // Twice as many come as are served: the last of them wait for half of all.
            OpenLoop readers = new OpenLoop(
                    OpenLoop.of("http://127.0.0.1:" + server.getAddress().getPort() + "/"),
                    2 * 1_000 / SERVICE_MILLISECONDS);
            Latencies latencies = readers.run(OpenLoop.after(Duration.ofMillis(600)));
            assertThat(latencies.failed()).isZero();
            assertThat(latencies.count()).isGreaterThan(40);
            assertThat(latencies.percentile(95)).isGreaterThan(10.0 * SERVICE_MILLISECONDS);
        } finally {
            server.stop(0);
        }
    }
}
