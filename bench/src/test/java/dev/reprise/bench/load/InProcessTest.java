package dev.reprise.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InProcessTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    private final AtomicLong asked = new AtomicLong();
    private final HttpServer server;

    InProcessTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        server.createContext("/ten", exchange -> answer(exchange, 200, 10));
        server.createContext("/refused", exchange -> answer(exchange, 503, 10));
        server.createContext("/echo", exchange -> {
            boolean isPost = exchange.getRequestMethod().equals("POST")
                    && exchange.getRequestHeaders().getFirst("X-Author").equals("ada");
            answer(exchange, isPost ? 201 : 400, exchange.getRequestBody().readAllBytes().length);
        });
        server.start();
    }

    private void answer(HttpExchange exchange, int status, int bytes) throws IOException {
        asked.incrementAndGet();
        exchange.sendResponseHeaders(status, bytes);
        exchange.getResponseBody().write(new byte[bytes]);
        exchange.close();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    @Test
    void every_answer_is_counted_with_its_bytes() throws Exception {
        Throughput measured = new InProcess().run(HttpLoad.get(url("/ten"), 2), SHORT);
        assertThat(measured.requests()).isPositive().isEqualTo(asked.get());
        assertThat(measured.bytesPerRequest()).isEqualTo(10);
        assertThat(measured.failed()).isZero();
        assertThat(measured.seconds()).isGreaterThanOrEqualTo(0.3);
    }

    @Test
    void a_refusal_is_a_failure() throws Exception {
        Throughput measured = new InProcess().run(HttpLoad.get(url("/refused"), 1), SHORT);
        assertThat(measured.failed()).isPositive().isEqualTo(asked.get());
    }

    @Test
    void method_headers_and_body_are_sent() throws Exception {
        HttpLoad post = HttpLoad.post(url("/echo"), Map.of("X-Author", "ada"), "{\"title\":\"é\"}", 1);
        assertThat(new InProcess().run(post, SHORT).verified(14, 14).requests()).isPositive();
    }
}
