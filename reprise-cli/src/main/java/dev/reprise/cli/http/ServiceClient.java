package dev.reprise.cli.http;

import dev.reprise.cli.CommandFailure;
import dev.reprise.cli.ExitCode;
import dev.reprise.cli.OutputFormat;
import dev.reprise.cli.state.Run;
import dev.reprise.cli.state.RunningPart;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// Speaks to one service. Safe for any thread.
public final class ServiceClient implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final String service;
    private final String url;
    private final Map<String, String> headers;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    /// @param service what it is called when it doesn't answer
    /// @param url its address, with or without a slash at the end
    /// @param headers sent with every request
    public ServiceClient(String service, String url, Map<String, String> headers) {
        this.service = service;
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.headers = Map.copyOf(headers);
    }

    /// Speaks to a service of a system, under the name of who runs the command.
    ///
    /// @throws CommandFailure NOT_REACHABLE when it doesn't run
    public static ServiceClient of(Run system, String service) {
        return system.part(service)
                .filter(RunningPart::isAlive)
                .map(part -> at(part.url(), service))
                .orElseThrow(() ->
                        new CommandFailure(ExitCode.NOT_REACHABLE, service + " doesn't run. Start it: ./reprise up"));
    }

    /// Speaks to the service at an address, under the name of who runs the command.
    static ServiceClient at(String url, String service) {
        return new ServiceClient(service, url, Map.of("X-Author", author(System.getProperty("user.name", ""))));
    }

    /// Who asks, for what is remembered of it: the name without what services don't take.
    static String author(String name) {
        String taken = name.replaceAll("[^A-Za-z0-9._@+|-]", "");
        return taken.isEmpty() ? "operator" : taken;
    }

    /// A streamed answer that succeeded, read as it comes.
    public interface Reading<T> {
        T read(InputStream body) throws IOException;
    }

    public Answer get(String path) throws InterruptedException {
        return send("GET", path, null, Map.of());
    }

    /// Asks and waits for the whole answer.
    ///
    /// @param body written as JSON; null for none
    /// @throws CommandFailure NOT_REACHABLE when nothing answers
    public Answer send(String method, String path, @Nullable Object body, Map<String, String> more)
            throws InterruptedException {
        HttpRequest request = request(method, path, body, more);
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return new Answer(request.uri(), response.statusCode(), json(response.body()));
        } catch (IOException away) {
            throw notReachable();
        }
    }

    /// Reads an answer as it comes, however long it is.
    ///
    /// @throws CommandFailure when the answer is a refusal or nothing answers
    public <T> T stream(String path, Reading<T> reading) throws InterruptedException {
        HttpRequest request = request("GET", path, null, Map.of());
        try {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    JsonNode problem = json(new String(body.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
                    throw new Refusal(new Answer(request.uri(), response.statusCode(), problem));
                }
                return reading.read(body);
            }
        } catch (IOException away) {
            throw notReachable();
        } catch (JacksonException broken) {
            throw new CommandFailure(
                    ExitCode.FAILED, service + " at " + url + " broke off its answer, or answered something else.");
        }
    }

    private HttpRequest request(String method, String path, @Nullable Object body, Map<String, String> more) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(ANSWER)
                .method(
                        method,
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(OutputFormat.line(body)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        more.forEach(request::header);
        return request.build();
    }

    private static JsonNode json(String text) {
        try {
            return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JacksonException noJson) {
            return MissingNode.getInstance();
        }
    }

    private CommandFailure notReachable() {
        return new CommandFailure(
                ExitCode.NOT_REACHABLE,
                service + " at " + url + " doesn't answer. Look at what runs: ./reprise status");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
