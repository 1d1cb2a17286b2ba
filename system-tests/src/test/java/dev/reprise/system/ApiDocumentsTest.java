package dev.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// What the checked-in OpenAPI documents promise. That they are the services' own is [ApiDocumentsIT]'s affair.
class ApiDocumentsTest {

    private static final Path ROOT = Path.of(System.getProperty("reprise.root", ".."));

    /// A code, as a text in a source.
    private static final Pattern CODE = Pattern.compile("\"([a-z]+(?:-[a-z]+)+)\"");

    /// Says what a code is for, and answers none.
    private static final Pattern DESCRIPTION =
            Pattern.compile("@Refuses\\((?:[^()\"]|\"(?:[^\"\\\\]|\\\\.)*\")*\\)", Pattern.DOTALL);

    /// Texts of the same form, in sources that know problems.
    private static final Set<String> NO_CODES = Set.of("date-time", "most-commented", "no-store");

    static List<String> services() {
        return RunningSystem.SERVICES;
    }

    private static ApiDocument document(String service) {
        return new ApiDocument(read(ROOT.resolve("docs/api/" + service + ".json")));
    }

    @ParameterizedTest
    @MethodSource("services")
    void every_operation_says_what_it_does_and_shows_it(String service) {
        SoftAssertions all = new SoftAssertions();
        for (ApiDocument.Operation operation : document(service).operations()) {
            all.assertThat(operation.body().path("summary").asString(""))
                    .as("summary of " + operation)
                    .isNotBlank();
            all.assertThat(operation.id()).as("id of " + operation).matches("[a-z]+[A-Za-z]*");
            operation
                    .response(operation.success())
                    .path("content")
                    .forEach(content -> all.assertThat(content.has("example"))
                            .as("example of what " + operation + " answers")
                            .isTrue());
            all.assertThat(operation.request().isMissingNode()
                            || operation.request().has("example"))
                    .as("example of what " + operation + " is asked")
                    .isTrue();
            operation
                    .body()
                    .path("parameters")
                    .forEach(parameter -> all.assertThat(parameter.has("description")
                                    || parameter.has("example")
                                    || parameter.path("schema").has("enum"))
                            .as("what %s of %s is", parameter.path("name"), operation)
                            .isTrue());
        }
        all.assertAll();
    }

    @ParameterizedTest
    @MethodSource("services")
    void every_example_is_valid_by_its_schema(String service) {
        ApiDocument document = document(service);
        SoftAssertions all = new SoftAssertions();
        int examples = 0;
        for (ApiDocument.Operation operation : document.operations()) {
            examples += check(all, document, operation + " is asked", operation.request());
            for (JsonNode response : operation.body().path("responses")) {
                for (JsonNode content : response.path("content")) {
                    examples += check(all, document, operation + " answers", content);
                }
            }
        }
        assertThat(examples).isPositive();
        all.assertAll();
    }

    private static int check(SoftAssertions all, ApiDocument document, String what, JsonNode content) {
        List<JsonNode> examples = document.examples(content);
        for (JsonNode example : examples) {
            all.assertThat(document.faults(content.path("schema"), example))
                    .as(what + " " + example)
                    .isEmpty();
        }
        return examples.size();
    }

    @Test
    void streamed_events_are_what_reads_show() {
        ApiDocument document = document(RunningSystem.QUERY);
        Pattern event = Pattern.compile("event: ([a-z]+)\ndata: (.*)\n");
        for (String id : List.of("streamChanges", "streamPost")) {
            String example = document.operation(id)
                    .response(200)
                    .path("content")
                    .path("text/event-stream")
                    .path("example")
                    .asString();
            List<String> faults = event.matcher(example)
                    .results()
                    .map(found -> {
                        JsonNode data = new ApiDocument(found.group(2)).root();
                        String schema = data.has("removed")
                                ? "Gone"
                                : found.group(1).substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                                        + found.group(1).substring(1)
                                        + "View";
                        return document.faults(document.root().at("/components/schemas/" + schema), data);
                    })
                    .flatMap(List::stream)
                    .toList();
            assertThat(event.matcher(example).results()).as(id).hasSizeGreaterThan(1);
            assertThat(faults).as(id).isEmpty();
        }
    }

    @Test
    void the_documents_know_every_code_that_the_sources_answer_with_and_no_other() {
        Set<String> documented = new TreeSet<>();
        services().forEach(service -> documented.addAll(document(service).codes()));
        Set<String> answered = new TreeSet<>();
        Stream.concat(services().stream(), Stream.of("service-starter"))
                .forEach(module -> answered.addAll(codes(module)));
        answered.removeAll(NO_CODES);

        assertThat(documented).isEqualTo(answered);
    }

    private static Set<String> codes(String module) {
        Set<String> codes = new TreeSet<>();
        try (Stream<Path> files = Files.walk(ROOT.resolve(module + "/src/main/java"))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/openapi/"))
                    .map(ApiDocumentsTest::read)
                    .filter(source -> source.contains("Problem"))
                    .forEach(source -> CODE.matcher(DESCRIPTION.matcher(source).replaceAll(""))
                            .results()
                            .forEach(found -> codes.add(found.group(1))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return codes;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
