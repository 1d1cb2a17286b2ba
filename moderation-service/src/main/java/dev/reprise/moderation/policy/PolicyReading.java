package dev.reprise.moderation.policy;

import dev.reprise.events.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes policies out of documents: wholly, or not at all. Pure.
public final class PolicyReading {

    private static final int MOST_RULES = 500;
    private static final int MOST_CHARACTERS = 100;
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(?:[._-][a-z0-9]+)*");

    /// What became of a document.
    public sealed interface Read {

        record Accepted(List<Rule> rules) implements Read {}

        /// @param faults all there are, in the order of the document
        record Refused(List<PolicyFault> faults) implements Read {}
    }

    private PolicyReading() {}

    /// @param rules each with `id`, `kind`, `outcome` and its kind's parameters, as JSON has them
    /// @param classifiers the names of those that there are
    public static Read read(List<? extends @Nullable Map<String, Object>> rules, Set<String> classifiers) {
        List<PolicyFault> faults = new ArrayList<>();
        if (rules.size() > MOST_RULES) {
            faults.add(new PolicyFault("/rules", "too-many-rules", "must have at most %d rules".formatted(MOST_RULES)));
            return new Read.Refused(faults);
        }
        List<Rule> made = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < rules.size(); i++) {
            String at = "/rules/" + i;
            Map<String, Object> members = rules.get(i);
            if (members == null) {
                faults.add(new PolicyFault(at, "wrong-type", "has to be an object"));
            } else {
                made.add(rule(new Parameters(at, members, classifiers, faults), ids));
            }
        }
        return faults.isEmpty() ? new Read.Accepted(List.copyOf(made)) : new Read.Refused(List.copyOf(faults));
    }

    private static Rule rule(Parameters parameters, Set<String> ids) {
        String id = id(parameters, ids);
        String kind = parameters.text("kind", MOST_CHARACTERS);
        Verdict outcome = outcome(parameters);
        Condition condition = RuleKinds.named(kind)
                .map(known -> {
                    Condition read = known.read().apply(parameters);
                    parameters.refuseOthers();
                    return read;
                })
                .orElseGet(() -> {
                    if (!kind.isEmpty()) {
                        parameters.refuse("kind", "unknown-kind", "is not one of " + names());
                    }
                    return new TooLong(Integer.MAX_VALUE);
                });
        return new Rule(id, outcome, condition);
    }

    private static String names() {
        return String.join(", ", RuleKinds.ALL.stream().map(RuleKind::name).toList());
    }

    private static String id(Parameters parameters, Set<String> ids) {
        String id = parameters.text("id", MOST_CHARACTERS);
        if (!id.isEmpty() && !ID.matcher(id).matches()) {
            parameters.refuse(
                    "id", "bad-id", "has to be small letters, digits and, between them, single '-', '_' or '.'");
        } else if (!id.isEmpty() && !ids.add(id)) {
            parameters.refuse("id", "duplicate-id", "is that of a rule before");
        }
        return id;
    }

    private static Verdict outcome(Parameters parameters) {
        String outcome = parameters.text("outcome", MOST_CHARACTERS);
        return switch (outcome) {
            case "reject" -> Verdict.REJECTED;
            case "hold", "" -> Verdict.HELD;
            default -> {
                parameters.refuse("outcome", "unknown-outcome", "is neither reject nor hold");
                yield Verdict.HELD;
            }
        };
    }
}
