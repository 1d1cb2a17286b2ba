package dev.reprise.cli.http;

/// A service has refused: carries its answer up to where it is shown, as text or as JSON.
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    public Refusal(Answer answer) {
        super(answer.detail());
        this.answer = answer;
    }

    public Answer answer() {
        return answer;
    }
}
