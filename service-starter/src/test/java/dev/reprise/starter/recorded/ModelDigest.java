package dev.reprise.starter.recorded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What a service makes of each recorded history, in a few lines that are checked in beside its test: how many
/// documents of each kind, and a SHA-256 over all of them. A test that finds other lines fails, so that no projection
/// changes unnoticed; `-Dreprise.update-digests=true` writes the new ones.
///
/// The documents themselves are left in `target/recorded-history`, those of the last run that matched beside those of
/// the last that did not.
public final class ModelDigest {

    private static final Path CHECKED_IN = Path.of("src/test/resources/recorded-history.digest");
    private static final Path DOCUMENTS = Path.of("target/recorded-history");
    private static final String UPDATE = "reprise.update-digests";
    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .changeDefaultVisibility(visibility -> visibility
                    .withFieldVisibility(Visibility.ANY)
                    .withGetterVisibility(Visibility.NONE)
                    .withIsGetterVisibility(Visibility.NONE))
            .build();

    /// By file name.
    private final Map<String, String> documents = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();

    /// Adds one kind of documents.
    ///
    /// @param kind what they are, e.g. `posts`
    /// @param byId each a record, or a map such as a stored document
    public void add(RecordedHistory history, String kind, Map<String, ?> byId) {
        String text = new TreeMap<>(byId)
                .entrySet().stream()
                        .map(document -> document.getKey() + " " + CANONICAL.writeValueAsString(document.getValue()))
                        .collect(Collectors.joining("\n"));
        documents.put(history.name() + "-" + kind + ".txt", text);
        lines.add("%s %s: %d, sha256 %s".formatted(history.name(), kind, byId.size(), sha256(text)));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Compares everything that was added with `src/test/resources/recorded-history.digest` of the module under test.
    ///
    /// @throws AssertionError when they differ
    public void assertUnchanged() {
        try {
            String now = String.join("\n", lines) + "\n";
            if (Boolean.getBoolean(UPDATE)) {
                Files.writeString(CHECKED_IN, now);
            }
            String before = Files.exists(CHECKED_IN) ? Files.readString(CHECKED_IN) : "";
            keepDocuments(now.equals(before) ? "as-checked-in" : "now");
            assertThat(now).as(WHAT_TO_DO).isEqualTo(before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keepDocuments(String folder) throws IOException {
        Path kept = Files.createDirectories(DOCUMENTS.resolve(folder));
        for (Map.Entry<String, String> file : documents.entrySet()) {
            Files.writeString(kept.resolve(file.getKey()), file.getValue() + "\n");
        }
    }

    private static final String WHAT_TO_DO = """
        the same recorded history gives other documents than before.

        Not on purpose? Then find out which: target/recorded-history/now has the documents of this run,
        target/recorded-history/as-checked-in those of the last run that matched. diff -r shows what changed.
        On purpose? Then every read model and every restored database changes with it. Run the test with
        -D%s=true and commit recorded-history.digest with the change, see CONTRIBUTING.md

        """.formatted(UPDATE);
}
