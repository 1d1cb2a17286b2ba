package dev.reprise.cli.policy;

import dev.reprise.cli.CommandFailure;
import dev.reprise.cli.ExitCode;
import dev.reprise.cli.Terminal;
import dev.reprise.cli.http.ServiceOption;
import dev.reprise.cli.policy.PolicyRun.Kind;
import dev.reprise.cli.policy.PolicyRun.State;
import dev.reprise.cli.watching.Figures;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "rescreen",
        description = "Apply the policy in force to the comments that are there.",
        footer = {
            "",
            "It asks first, and says how many comments it is about: those that the preview lists, or all, which a"
                    + " preview of the policy in force counts. What a moderator decided is left alone.",
            "Ctrl-C ends the watching, not the rescreen.",
            "Ends with 0 when it is done, 1 when it failed or was canceled, 4 when --timeout passed, 5 when another"
                    + " policy was put meanwhile, the preview is not done or too many runs are under way; with"
                    + " --detach, 0 once it has started."
        })
final class RescreenCommand implements Callable<Integer> {
    @Mixin
    private final ServiceOption moderation = new ServiceOption("moderation-service");

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(names = "--preview", paramLabel = "ID", description = "Only the comments that this preview lists.")
    private @Nullable String preview;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "So many verdicts a second at the most, up to 5000 (default: 200).")
    private @Nullable Integer rate;

    @Option(
            names = {"-y", "--yes"},
            description = "Don't ask, and don't count beforehand.")
    private boolean yes;

    @Option(names = "--detach", description = "Print its id and return once it has started.")
    private boolean detach;

    @Override
    public Integer call() throws InterruptedException {
        return moderation.use(client -> {
            Policies policies = new Policies(client);
            if (!yes) {
                moderation.say(preview == null ? all(policies) : listed(policies, preview));
                if (!Terminal.confirms("Give new verdicts?", "--yes")) {
                    moderation.say("Nothing was changed.");
                    return ExitCode.FAILED;
                }
            }
            PolicyRun run = policies.rescreen(request());
            return detach ? options.detached(run, moderation) : options.toEnd(run, policies, moderation);
        });
    }

    private Map<String, Object> request() {
        Map<String, Object> request = new LinkedHashMap<>();
        if (preview != null) {
            request.put("preview", preview);
        }
        if (rate != null) {
            request.put("changesPerSecond", rate);
        }
        return request;
    }

    private static String listed(Policies policies, String id) throws InterruptedException {
        PolicyRun listed = policies.get(Kind.PREVIEW, id);
        if (listed.state() != State.DONE) {
            throw new CommandFailure(
                    ExitCode.CONFLICT,
                    "The preview is %s, so it does not list all that would change.".formatted(listed.state()));
        }
        return "%s comments that the preview lists would be looked at, by version %d of the policy."
                .formatted(
                        Figures.count(listed.count("changes")),
                        policies.show(null).path("version").asLong(0));
    }

    /// Nothing but a preview knows how many comments there are.
    private String all(Policies policies) throws InterruptedException {
        JsonNode inForce = policies.show(null);
        ObjectNode policy = JsonNodeFactory.instance.objectNode();
        policy.set("rules", inForce.path("rules"));
        PolicyRun counted = options.watched(policies.preview(policy), policies, moderation, _ -> {});
        if (counted.state() != State.DONE) {
            throw new CommandFailure(
                    ExitCode.FAILED, Findings.remark(counted).orElseThrow() + " Without counting first: --yes");
        }
        String shifts =
                counted.json().path("shifts").valueStream().map(Findings::shift).collect(Collectors.joining(", "));
        return "%s comments would be looked at, by version %d of the policy; %s verdicts would change%s."
                .formatted(
                        Figures.count(counted.count("comments")),
                        inForce.path("version").asLong(0),
                        Figures.count(counted.count("changes")),
                        shifts.isEmpty() ? "" : " (" + shifts + ")");
    }
}
