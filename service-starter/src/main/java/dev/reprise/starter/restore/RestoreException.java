package dev.reprise.starter.restore;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ExitCodeGenerator;

/// A restore that was refused or could not be finished. The message says why.
public final class RestoreException extends RuntimeException implements ExitCodeGenerator {

    private static final int FAILED = 1;
    private static final int CONFLICT = 5;

    private final String remedy;
    private final int exitCode;

    private RestoreException(int exitCode, String reason, String remedy, @Nullable Throwable cause) {
        super(reason, cause);
        this.exitCode = exitCode;
        this.remedy = remedy;
    }

    /// It may not be done as things are; nothing was changed.
    static RestoreException conflict(String reason, String remedy) {
        return new RestoreException(CONFLICT, reason, remedy, null);
    }

    static RestoreException failed(String reason, String remedy) {
        return new RestoreException(FAILED, reason, remedy, null);
    }

    static RestoreException failed(String reason, String remedy, Throwable cause) {
        return new RestoreException(FAILED, reason, remedy, cause);
    }

    /// What to do about it.
    public String remedy() {
        return remedy;
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }
}
