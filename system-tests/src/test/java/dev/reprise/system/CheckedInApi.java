package dev.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.output.MarkdownRender;

/// A service's OpenAPI document as it is checked in under `docs/api`. A change of it has to be asked for by
/// `-Dreprise.update-api=true`; one that breaks clients also has to be acknowledged.
final class CheckedInApi {

    private static final String UPDATE = "reprise.update-api";
    private static final String ACCEPT = "reprise.accept-breaking-api";

    /// Where the documents are left that are not the checked-in ones; they are too long to be shown.
    private static final Path NOW = Path.of("target/api");

    private final Path file;
    private final boolean update;
    private final boolean accept;

    /// @param update whether a compatible change is written
    /// @param accept whether one that breaks clients is as good as a compatible one
    CheckedInApi(Path file, boolean update, boolean accept) {
        this.file = file;
        this.update = update;
        this.accept = accept;
    }

    static CheckedInApi of(String service) {
        return new CheckedInApi(
                Path.of(System.getProperty("reprise.root", ".."), "docs/api", service + ".json"),
                Boolean.getBoolean(UPDATE),
                Boolean.getBoolean(ACCEPT));
    }

    /// Passes when the document is the checked-in one, or has just become it.
    void assertUnchanged(ApiDocument now) {
        try {
            String before = Files.exists(file) ? Files.readString(file) : "";
            if (now.canonical().equals(before)) {
                return;
            }
            if (!before.isEmpty() && !accept) {
                assertCompatible(before, now.canonical());
            }
            if (update) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, now.canonical());
            }
            Files.createDirectories(NOW);
            Files.writeString(NOW.resolve(file.getFileName()), now.canonical());
            assertThat(update).as(WHAT_TO_DO, file.getFileName()).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertCompatible(String before, String now) throws IOException {
        ChangedOpenApi change = OpenApiCompare.fromContents(before, now);
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        new MarkdownRender().render(change, new OutputStreamWriter(told, StandardCharsets.UTF_8));
        assertThat(change.isCompatible())
                .as(BREAKS, file.getFileName(), told.toString(StandardCharsets.UTF_8))
                .isTrue();
    }

    private static final String WHAT_TO_DO = """
        docs/api/%s is not what the service says of itself; no client breaks.

        system-tests/target/api has what it says now. Run the test with -DUPDATE=true and commit the document with the change, see CONTRIBUTING.md

        """.replace("UPDATE", UPDATE);

    private static final String BREAKS = """
        docs/api/%s is not what the service says of itself, and clients break:

        %s
        Not on purpose? Then keep what clients rely on. On purpose? Run the test with -DUPDATE=true -DACCEPT=true,
        commit the document with the change, and say so in CHANGELOG.md

        """.replace("UPDATE", UPDATE).replace("ACCEPT", ACCEPT);
}
