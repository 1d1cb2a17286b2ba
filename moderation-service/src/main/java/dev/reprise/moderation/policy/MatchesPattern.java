package dev.reprise.moderation.policy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/// Applies to a comment in which a regular expression (RE2 syntax) finds something. Disguises are taken off
/// before, case is not: that is for the pattern to say, with `(?i)`. The time it takes grows with the text and
/// with nothing else.
record MatchesPattern(Pattern pattern) implements Condition {

    static final RuleKind KIND = new RuleKind("matches-pattern", MatchesPattern::read);

    private static final int MOST_CHARACTERS = 500;

    /// Instructions of the compiled pattern; each may cost some nanoseconds for each character of a comment.
    private static final int MOST_INSTRUCTIONS = 1_000;

    /// What a pattern may at the worst be unrolled to while it is compiled.
    private static final long MOST_UNROLLED = 300_000;

    private static final Pattern REPEAT = Pattern.compile("\\{(\\d{1,4})(?:,(\\d{0,4}))?\\}");

    @Override
    public Optional<Finding> find(Submission submission) {
        FoldedText content = submission.content().inCase();
        Matcher matcher = pattern.matcher(content.text());
        while (matcher.find()) {
            if (matcher.end() > matcher.start()) {
                return Optional.of(Finding.in(
                        content.excerpt(matcher.start(), matcher.end()), "matches the pattern " + pattern.pattern()));
            }
        }
        return Optional.empty();
    }

    private static MatchesPattern read(Parameters parameters) {
        String text = parameters.text("pattern", MOST_CHARACTERS);
        return new MatchesPattern(compiled(text, parameters));
    }

    private static Pattern compiled(String text, Parameters parameters) {
        if (unrolled(text) > MOST_UNROLLED) {
            parameters.refuse("pattern", "pattern-too-large", "repeats too much too often");
            return REPEAT;
        }
        try {
            Pattern pattern = Pattern.compile(text);
            if (pattern.programSize() > MOST_INSTRUCTIONS) {
                parameters.refuse("pattern", "pattern-too-large", "is too large: use smaller counts or fewer branches");
            }
            return pattern;
        } catch (PatternSyntaxException e) {
            parameters.refuse("pattern", "bad-pattern", "is no pattern in RE2's syntax: " + e.getDescription());
            return REPEAT;
        }
    }

    private static long unrolled(String text) {
        long size = text.length();
        Matcher repeats = REPEAT.matcher(text);
        while (repeats.find() && size <= MOST_UNROLLED) {
            String most = repeats.group(2) == null || repeats.group(2).isEmpty() ? repeats.group(1) : repeats.group(2);
            size *= Math.max(1, Long.parseLong(most));
        }
        return size;
    }
}
