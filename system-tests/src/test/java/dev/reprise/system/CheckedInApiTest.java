package dev.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which changes of an OpenAPI document are let through, and which are not.
class CheckedInApiTest {

    private static final String BEFORE = """
        {"openapi":"3.0.1","info":{"title":"things","version":"1"},"paths":{
          "/things":{
            "get":{"operationId":"listThings","summary":"Lists things",
              "parameters":[{"name":"sort","in":"query","schema":{"type":"string","enum":["newest","oldest"]}}],
              "responses":{"200":{"description":"OK","headers":{"ETag":{"schema":{"type":"string"}}},
                "content":{"application/json":{"schema":{"$ref":"#/components/schemas/Thing"}}}}}},
            "post":{"operationId":"createThing",
              "requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Draft"}}}},
              "responses":{"201":{"description":"Created"},"409":{"description":"Refused"}}}}},
         "components":{"schemas":{
           "Thing":{"type":"object","required":["id"],"properties":{
             "id":{"type":"string"},"size":{"type":"integer"},"state":{"type":"string","enum":["new","old"]}}},
           "Draft":{"type":"object","required":["name"],"properties":{
             "name":{"type":"string","maxLength":200},"note":{"type":"string"}}}}}}
        """;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void isCheckedIn() throws IOException {
        file = folder.resolve("things.json");
        Files.writeString(file, new ApiDocument(BEFORE).canonical());
    }

    private static ApiDocument changed(String from, String to) {
        assertThat(BEFORE).contains(from);
        return new ApiDocument(BEFORE.replace(from, to));
    }

    private void meet(ApiDocument now, boolean update, boolean accept) {
        new CheckedInApi(file, update, accept).assertUnchanged(now);
    }

    @Test
    void the_same_document_passes_however_it_is_written() {
        meet(new ApiDocument(BEFORE.replace("\n", " ")), false, false);

        assertThat(file).hasContent(new ApiDocument(BEFORE).canonical());
    }

    @Test
    void a_compatible_change_has_to_be_asked_for() {
        ApiDocument now = changed(
                "\"size\":{\"type\":\"integer\"},", "\"size\":{\"type\":\"integer\"},\"more\":{\"type\":\"string\"},");

        assertThatThrownBy(() -> meet(now, false, false)).hasMessageContaining("-Dreprise.update-api=true");
        meet(now, true, false);
        assertThat(file).hasContent(now.canonical());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        "id":{"type":"string"},              | ~~                                                | id
        "size":{"type":"integer"}            | "size":{"type":"string"}                          | size
        "get":{                              | "head":{                                          | `GET` /things
        "enum":["newest","oldest"]           | "enum":["newest"]                                 | sort
        "name":"sort","in":"query",          | "name":"sort","in":"query","required":true,       | sort
        "required":["name"]                  | "required":["name","note"]                        | note
        "maxLength":200                      | "maxLength":100                                   | name
        "required":["id"],                   | ~~                                                | id
        "headers":{"ETag":{"schema":{"type":"string"}}}, | ~~                                    | ETag
        "201":{                              | "202":{                                           | 201
        "application/json":{"schema":{"$ref":"#/components/schemas/Thing"}} | "text/plain":{}    | application/json
        """)
    void a_change_that_breaks_clients_has_to_be_acknowledged(String from, String to, String named) {
        ApiDocument now = changed(from, to == null ? "" : to);

        assertThatThrownBy(() -> meet(now, true, false))
                .hasMessageContaining("clients break")
                .hasMessageContaining("-Dreprise.accept-breaking-api=true")
                .hasMessageContaining(named);
        assertThat(file).hasContent(new ApiDocument(BEFORE).canonical());
        assertThatThrownBy(() -> meet(now, false, true)).hasMessageContaining("-Dreprise.update-api=true");
        meet(now, true, true);
        assertThat(file).hasContent(now.canonical());
    }
}
