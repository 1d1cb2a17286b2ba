package dev.reprise.moderation.screening;

import dev.reprise.moderation.authors.Pasts;
import dev.reprise.moderation.classifying.Classifiers;
import dev.reprise.moderation.policy.Past;
import dev.reprise.moderation.policy.Policy;
import dev.reprise.moderation.policy.Screened;
import dev.reprise.moderation.policy.Submission;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Gives a policy what it needs to know to reach a verdict: what the author wrote before, and what classifiers say.
/// Thread-safe.
@Component
class Judge {

    private final Pasts pasts;
    private final Classifiers classifiers;

    Judge(Pasts pasts, Classifiers classifiers) {
        this.pasts = pasts;
        this.classifiers = classifiers;
    }

    /// @param knownAuthor who wrote the comment, where the revision does not say it
    PolicyVerdict judge(Revision revision, @Nullable String knownAuthor, Policy policy) {
        Submission submission = revision.submission(past(revision, knownAuthor, policy));
        Screened screened = policy.screen(submission);
        while (screened instanceof Screened.Asks(String classifier)) {
            submission = submission.with(
                    classifier, classifiers.ask(classifier, revision.content().written()));
            screened = policy.screen(submission);
        }
        return PolicyVerdict.of(screened);
    }

    private Past past(Revision revision, @Nullable String knownAuthor, Policy policy) {
        String author = revision.authorId() == null ? knownAuthor : revision.authorId();
        return policy.looksBack() && author != null ? pasts.of(author) : Past.NONE;
    }
}
