package dev.reprise.moderation.policy;

import dev.reprise.starter.web.TextRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One rule of a policy document, read member by member; what can't be accepted is collected with its place. A member
/// that was refused reads as something harmless, for nothing is made of a refused policy. Not thread-safe.
final class Parameters {

    private static final int MOST_TEXTS = 5_000;
    private static final int MOST_CHARACTERS = 200;

    private final String at;
    private final Map<String, Object> members;
    private final Set<String> classifiers;
    private final List<PolicyFault> faults;
    private final Set<String> read = new HashSet<>();

    /// @param at where the rule stands, e.g. `/rules/3`
    /// @param classifiers those that there are
    /// @param faults gets what is wrong
    Parameters(String at, Map<String, Object> members, Set<String> classifiers, List<PolicyFault> faults) {
        this.at = at;
        this.members = members;
        this.classifiers = classifiers;
        this.faults = faults;
    }

    void refuse(String name, String code, String message) {
        faults.add(new PolicyFault(at + "/" + name, code, message));
    }

    /// Refuses every member that was not read.
    void refuseOthers() {
        members.keySet().stream()
                .filter(name -> !read.contains(name))
                .sorted()
                .forEach(name ->
                        refuse(name.replace("~", "~0").replace("/", "~1"), "unknown-parameter", "is not known here"));
    }

    /// A text that is not blank.
    String text(String name, int most) {
        return switch (member(name)) {
            case String text -> checked(name, text, most);
            case Absent _ -> "";
            default -> wrong(name, "has to be a text", "");
        };
    }

    /// At least one text, none of them blank, no text twice.
    List<String> texts(String name, int most) {
        return switch (member(name)) {
            case List<?> list when list.isEmpty() -> wrong(name, "has to have at least one text", List.of());
            case List<?> list
            when list.size() > MOST_TEXTS -> wrong(name, "must have at most %d texts".formatted(MOST_TEXTS), List.of());
            case List<?> list -> texts(name, list, most);
            case Absent _ -> List.of();
            default -> wrong(name, "has to be a list of texts", List.of());
        };
    }

    private List<String> texts(String name, List<?> list, int most) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof String text) {
                texts.add(checked(name + "/" + i, text, most));
            } else {
                refuse(name + "/" + i, "wrong-type", "has to be a text");
            }
        }
        return texts;
    }

    /// Texts to be looked for, of which something has to be left when they are folded.
    Words folding(String name) {
        List<String> texts = texts(name, MOST_CHARACTERS);
        for (int i = 0; i < texts.size(); i++) {
            if (!texts.get(i).isEmpty() && FoldedText.of(texts.get(i)).text().isBlank()) {
                refuse(name + "/" + i, "empty-text", "shows nothing");
            }
        }
        return new Words(texts.stream()
                .filter(text -> !FoldedText.of(text).text().isEmpty())
                .toList());
    }

    /// A whole number within bounds.
    int number(String name, int least, int most) {
        return switch (member(name)) {
            case Integer number when number >= least && number <= most -> number;
            case Number _ ->
                refused(name, "out-of-range", "has to be a whole number from %d to %d".formatted(least, most), least);
            case Absent _ -> least;
            default -> wrong(name, "has to be a whole number", least);
        };
    }

    /// The name of a classifier that there is.
    String classifier(String name) {
        String text = text(name, MOST_CHARACTERS);
        return text.isEmpty() || classifiers.contains(text)
                ? text
                : refused(name, "unknown-classifier", "names no classifier that this service is set up with", "");
    }

    private String checked(String name, String text, int most) {
        if (text.isBlank()) {
            return refused(name, "empty-text", "must not be empty", "");
        }
        if (!TextRule.isUnicode(text)) {
            return refused(name, "bad-text", "must be valid Unicode", "");
        }
        return text.codePointCount(0, text.length()) > most
                ? refused(name, "text-too-long", "must have at most %d characters".formatted(most), "")
                : text;
    }

    /// A member that is not there, which has been said.
    private record Absent() {}

    private Object member(String name) {
        read.add(name);
        Object member = members.get(name);
        return member == null ? refused(name, "missing", "is missing", new Absent()) : member;
    }

    private <T> T wrong(String name, String message, T instead) {
        return refused(name, "wrong-type", message, instead);
    }

    private <T> T refused(String name, String code, String message, T instead) {
        refuse(name, code, message);
        return instead;
    }
}
