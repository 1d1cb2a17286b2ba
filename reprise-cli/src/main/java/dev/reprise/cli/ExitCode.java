package dev.reprise.cli;

/// What a command's exit status says; the same for every command.
public enum ExitCode {
    DONE(0),
    FAILED(1),
    USAGE(2),
    DIFFERENCES(3),
    TIMED_OUT(4),
    CONFLICT(5),
    NOT_REACHABLE(6);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }
}
