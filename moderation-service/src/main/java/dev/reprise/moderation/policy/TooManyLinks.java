package dev.reprise.moderation.policy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Optional;

/// Applies to a comment with more than so many links: what begins with `http://`, `https://` or `www.`.
record TooManyLinks(int most) implements Condition {

    static final RuleKind KIND =
            new RuleKind("too-many-links", parameters -> new TooManyLinks(parameters.number("most", 0, 100)));

    private static final Pattern LINK = Pattern.compile("(?i)(?:https?://(?:www\\.)?|\\bwww\\.)[^\\s]");

    @Override
    public Optional<Finding> find(Submission submission) {
        FoldedText content = submission.content().inCase();
        Matcher links = LINK.matcher(content.text());
        int found = 0;
        int excess = 0;
        while (links.find()) {
            if (++found == most + 1) {
                excess = links.start();
            }
        }
        return found <= most
                ? Optional.empty()
                : Optional.of(Finding.in(
                        content.excerpt(excess, end(content.text(), excess)), "has " + found + " links, over " + most));
    }

    private static int end(String text, int start) {
        int end = start;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
