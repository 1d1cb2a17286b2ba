package dev.reprise.cli.http;

import dev.reprise.cli.CommandFailure;
import dev.reprise.cli.OutputOption;

/// A service has refused: carries its answer up to where it is shown, as text or as JSON. The message is for
/// people.
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    public Refusal(Answer answer) {
        this(answer, answer.detail());
    }

    /// @param message what to tell people instead of the answer's detail
    public Refusal(Answer answer, String message) {
        super(message);
        this.answer = answer;
    }

    public Answer answer() {
        return answer;
    }

    /// Prints the answer where JSON is asked for.
    ///
    /// @return how the command ends
    public CommandFailure shown(OutputOption output) {
        if (answer.body().isObject()) {
            output.json(answer.body());
        }
        return new CommandFailure(answer.failure().exitCode(), String.valueOf(getMessage()));
    }
}
