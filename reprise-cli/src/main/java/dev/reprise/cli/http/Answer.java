package dev.reprise.cli.http;

import dev.reprise.cli.CommandFailure;
import dev.reprise.cli.ExitCode;
import java.net.URI;
import tools.jackson.databind.JsonNode;

/// What a service answered.
///
/// @param asked the request's address
/// @param body missing when it was empty or no JSON
public record Answer(URI asked, int status, JsonNode body) {

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /// The answer itself, unless it is a refusal.
    ///
    /// @throws Refusal when it is one
    public Answer accepted() {
        if (!isSuccess()) {
            throw new Refusal(this);
        }
        return this;
    }

    /// The problem's stable name; empty when the answer is no problem of ours.
    public String code() {
        return body.path("code").asString("");
    }

    /// What to tell people.
    public String detail() {
        String detail = body.path("detail").asString("");
        return detail.isEmpty() ? asked + " was answered with " + status + "." : detail;
    }

    /// The failure that a refusal is.
    public CommandFailure failure() {
        ExitCode exit = switch (status) {
            case 400, 422 -> ExitCode.USAGE;
            case 409, 412 -> ExitCode.CONFLICT;
            case 502, 503, 504 -> ExitCode.NOT_REACHABLE;
            default -> ExitCode.FAILED;
        };
        return new CommandFailure(exit, detail());
    }
}
