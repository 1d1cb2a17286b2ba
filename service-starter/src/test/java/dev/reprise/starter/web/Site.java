package dev.reprise.starter.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.starter.parts.Gate;
import dev.reprise.starter.parts.TestBroker;
import dev.reprise.starter.store.TestStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The test service behind real HTTP, started once for all tests, its store behind a gate.
final class Site {

    static final Gate STORE = TestStore.gate();

    private static final ConfigurableApplicationContext CONTEXT = started();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    private Site() {}

    private static ConfigurableApplicationContext started() {
        return new SpringApplicationBuilder(ThingsApplication.class)
                .web(WebApplicationType.SERVLET)
                .properties(Map.of(
                        "spring.application.name",
                        "things",
                        "server.port",
                        "0",
                        "spring.mongodb.uri",
                        "mongodb://127.0.0.1:" + STORE.port() + "/things?directConnection=true",
                        "reprise.cors.allowed-origins",
                        "https://reader.example, https://editor.example",
                        "logging.level.root",
                        "off",
                        "logging.level.dev.reprise",
                        "off",
                        "spring.kafka.bootstrap-servers",
                        "127.0.0.1:" + TestBroker.freePort()))
                .run();
    }

    static ConfigurableApplicationContext context() {
        return CONTEXT;
    }

    static HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    static HttpResponse<String> post(String path, String body) {
        return send("POST", path, BodyPublishers.ofString(body), "Content-Type", "application/json");
    }

    static HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers) {
        return send(request(path, headers).method(method, body));
    }

    /// Sends these lines, each ended by CR LF and after them an empty one, for what the client does not let through.
    /// Returns the answer as it came, its head and body.
    static String sendRaw(String... lines) {
        int port = CONTEXT.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request = String.join("\r\n", lines) + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static HttpRequest.Builder request(String path, String... headers) {
        String port = CONTEXT.getEnvironment().getRequiredProperty("local.server.port");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    /// The answer is the problem of that status and code, whole and without a word of what happened inside.
    static JsonNode assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = json(answer);
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("type").asString()).isEqualTo("urn:reprise:problem:" + code);
        assertThat(problem.path("instance").asString())
                .isEqualTo(answer.request().uri().getRawPath());
        assertThat(answer.body()).doesNotContainIgnoringCase("exception").doesNotContain("dev.reprise", "secret");
        return problem;
    }
}
