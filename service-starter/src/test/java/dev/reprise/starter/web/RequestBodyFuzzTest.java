package dev.reprise.starter.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.databind.json.JsonMapper;

/// A body is read as what it says, or refused with a problem that can be sent. Read as Spring reads it, by
/// the mapper that services have.
class RequestBodyFuzzTest {

    private static final JsonMapper JSON = mapper();
    private static final JacksonJsonHttpMessageConverter SPRING = new JacksonJsonHttpMessageConverter(JSON);

    /// One of each type that requests have.
    record Body(
            @Nullable String text,
            @Nullable UUID id,
            @Nullable Integer number,
            @Nullable Long rate,
            @Nullable Boolean flag,
            @Nullable List<Part> parts) {}

    record Part(@Nullable String kind) {}

    private record Received(InputStream bytes) implements HttpInputMessage {
        @Override
        public InputStream getBody() {
            return bytes;
        }

        @Override
        public HttpHeaders getHeaders() {
            return new HttpHeaders();
        }
    }

    private static JsonMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder();
        new WebAutoConfiguration().strictRequests().customize(builder);
        return builder.build();
    }

    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "15m")
    void a_body_is_read_or_refused(byte[] input) throws IOException {
        Object read;
        try {
            read = SPRING.read(Body.class, new Received(new ByteArrayInputStream(input)));
        } catch (HttpMessageNotReadableException e) {
            Problem problem = ProblemAdvice.bodyProblem(e);
            assertThat(problem.status()).isEqualTo(HttpStatus.BAD_REQUEST);
            assertThat(problem.code()).isIn("malformed-json", "unknown-field", "wrong-type");
            assertThat(JSON.writeValueAsBytes(problem.toDetail())).hasSizeLessThan(1_000);
            return;
        }
        if (read != null) {
            assertThat(JSON.readValue(JSON.writeValueAsString(read), Body.class))
                    .isEqualTo(read);
        }
    }
}
