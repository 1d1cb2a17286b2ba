package dev.reprise.system.hostile;

import dev.reprise.system.ApiDocument;
import dev.reprise.system.ApiDocument.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What an answer to a hostile request may be. Pure.
final class AnswerRules {

    private static final Pattern CODE = Pattern.compile("[a-z]+(-[a-z]+)*");

    /// What tells how the services are made.
    private static final List<String> LEAKS = List.of(
            "Exception",
            "Throwable",
            "Caused by",
            "dev.reprise",
            "org.springframework",
            "org.apache",
            "Apache Tomcat",
            "com.mongodb",
            "tools.jackson",
            "com.fasterxml",
            "jakarta.",
            "at java.",
            "java.lang",
            "java.util",
            "\tat ",
            "<html",
            "<!doctype");

    /// Answered wherever a request is not even one of the operation that it was made of.
    private static final Set<String> OF_ANY_ADDRESS = Set.of(
            "bad-request",
            "not-found",
            "method-not-allowed",
            "not-acceptable",
            "body-too-large",
            "unsupported-media-type",
            "expectation-failed");

    /// What operators are shown quotes exceptions, see `docs/operations.md`, and so does the example of it.
    private static final Pattern QUOTING = Pattern.compile("/(parked|replays|v3/api-docs)\\b");

    /// The actuator refuses in its own way, without a body.
    private static final Pattern ACTUATOR = Pattern.compile("[^/]*/actuator\\b.*", Pattern.DOTALL);

    /// Where this is not what a request begins with, or it is longer than what Tomcat reads of it (8 KB), Tomcat can't
    /// know that it is HTTP/1.1, and may answer as HTTP/0.9: with a body alone.
    private static final Pattern FIRST_LINE =
            Pattern.compile("[A-Za-z]{1,20} [!-~&&[^\"<>\\\\^`{|}\\[\\]]]{1,8000} HTTP/1\\.[01]\r\n");

    private AnswerRules() {}

    /// Everything that is wrong with an answer.
    static List<String> violations(RawRequest request, RawAnswer answer) {
        List<String> violations = new ArrayList<>();
        if (answer.status() == 0) {
            if (!request.what().startsWith(RawAttacks.NO_REQUEST)
                    && FIRST_LINE.matcher(request.head()).lookingAt()) {
                violations.add("no answer");
            }
        } else if (answer.status() >= 500 && !isExpected(request, answer)) {
            violations.add("a failure");
        }
        boolean quotes = !answer.isRefusal() && mayQuote(request);
        String shown = answer.statusLine() + answer.headers() + "\n" + answer.text();
        LEAKS.stream().filter(leak -> !quotes && shown.contains(leak)).forEach(leak -> violations.add("shows " + leak));
        if (answer.headers().containsKey("x-injected") || answer.headers().containsKey("server")) {
            violations.add("a header that is not ours");
        }
        if (answer.isRefusal()
                && !request.method().equals("HEAD")
                && !(answer.body().length == 0
                        && ACTUATOR.matcher(request.head()).matches())) {
            addProblems(request, answer, violations);
        }
        return violations;
    }

    /// However distorted a request is, what succeeds may still be an answer of one of these.
    private static boolean mayQuote(RawRequest request) {
        Operation operation = request.operation();
        String line = request.head().lines().findFirst().orElse("");
        return QUOTING.matcher(line).find()
                || (operation != null && QUOTING.matcher(operation.path()).find());
    }

    /// Failures that are none of the service's: what HTTP has a status of 500 and more for although the client is wrong
    /// (RFC 9110, 15.6.2 and 15.6.6; RFC 9112, 6.1), a token of a write that is not there, and a full house.
    private static boolean isExpected(RawRequest request, RawAnswer answer) {
        String code = answer.json().path("code").asString("");
        return switch (answer.status()) {
            case 501 -> request.has("Transfer-Encoding") || request.method().equals("CONNECT");
            case 505 -> !request.head().lines().findFirst().orElse("").endsWith(" HTTP/1.1");
            case 503 ->
                isDocumented(request.operation(), 503, code)
                        && ((code.equals("not-yet-visible") && request.has("Consistency-Token"))
                                || code.equals("streams-full"));
            default -> false;
        };
    }

    private static void addProblems(RawRequest request, RawAnswer answer, List<String> violations) {
        JsonNode problem = answer.json();
        String code = problem.path("code").asString("");
        if (!answer.header("content-type").startsWith(ApiDocument.PROBLEM)) {
            violations.add("no problem but " + answer.header("content-type"));
        } else if (!CODE.matcher(code).matches()) {
            violations.add("no code");
        } else if (problem.path("status").asInt(0) != answer.status()) {
            violations.add("another status in the body");
        } else if (!problem.path("type").asString("").equals("urn:reprise:problem:" + code)) {
            violations.add("another type than its code");
        } else if (request.operation() != null
                && answer.status() < 500
                && request.method().equals(request.operation().method())
                && !OF_ANY_ADDRESS.contains(code)
                && !isDocumented(request.operation(), answer.status(), code)) {
            violations.add("the code " + code + ", which the document does not name");
        }
    }

    private static boolean isDocumented(
            @org.jspecify.annotations.Nullable Operation operation, int status, String code) {
        return operation != null
                && operation
                        .response(status)
                        .path("content")
                        .path(ApiDocument.PROBLEM)
                        .path("examples")
                        .has(code);
    }
}
