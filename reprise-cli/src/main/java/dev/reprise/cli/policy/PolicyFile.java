package dev.reprise.cli.policy;

import dev.reprise.cli.CommandFailure;
import dev.reprise.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The file that a policy is read from.
final class PolicyFile {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// What `show` tells beside the rules, which is not for somebody who writes a policy to say.
    private static final List<String> TOLD = List.of("version", "changedBy", "changedAt");

    @Parameters(
            paramLabel = "FILE",
            description = "The policy, {\"rules\": [...]}, also as `show -o json` prints it; - for standard input.")
    private String file = "";

    /// A policy that was read.
    ///
    /// @param version that it was shown with; absent when it names none
    record Read(ObjectNode policy, @Nullable Long version) {}

    /// @throws CommandFailure USAGE when there is no such file, or no policy in it
    Read read() {
        if (!(json() instanceof ObjectNode policy)) {
            throw wrong(" is no policy: it must be an object with the field \"rules\".");
        }
        JsonNode version = policy.path("version");
        if (!version.isMissingNode() && !(version.isIntegralNumber() && version.canConvertToLong())) {
            throw wrong(" has a \"version\" that is no whole number.");
        }
        return new Read(policy.without(TOLD), version.isMissingNode() ? null : version.asLong());
    }

    private JsonNode json() {
        try {
            return JSON.readTree(bytes());
        } catch (JacksonException noJson) {
            throw wrong(" is no JSON at line %d, column %d: %s"
                    .formatted(
                            noJson.getLocation().getLineNr(),
                            noJson.getLocation().getColumnNr(),
                            noJson.getOriginalMessage()));
        }
    }

    private byte[] bytes() {
        try {
            return file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
        } catch (IOException | InvalidPathException unreadable) {
            throw wrong(" can't be read.");
        }
    }

    /// What it is called where people are told of it.
    String name() {
        return file.equals("-") ? "Standard input" : file;
    }

    private CommandFailure wrong(String what) {
        return new CommandFailure(ExitCode.USAGE, name() + what);
    }
}
