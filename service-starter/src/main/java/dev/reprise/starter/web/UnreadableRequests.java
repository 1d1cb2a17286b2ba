package dev.reprise.starter.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/// Answers what Tomcat refuses before any filter sees it, e.g. a request line longer than it reads: with a problem as
/// everything else, not with a page.
final class UnreadableRequests extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadableRequests.class);

    private final Problems problems;
    private final JsonMapper json;

    /// @param json as answers are written, with a problem's members at their place
    UnreadableRequests(Problems problems, JsonMapper json) {
        this.problems = problems;
        this.json = json;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        HttpStatus status = HttpStatus.resolve(response.getStatus());
        if (status == null || !status.isError() || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setCharacterEncoding(UTF_8);
            Writer out = response.getReporter();
            if (out != null) {
                out.write(json.writeValueAsString(problems.body(Problems.of(status))));
                response.finishResponse();
            }
        } catch (IOException e) {
            LOG.debug("a client is gone before it could be refused", e);
        }
    }
}
