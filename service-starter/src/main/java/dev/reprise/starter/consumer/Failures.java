package dev.reprise.starter.consumer;

import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;

/// Tells an outage, which passes, from a failure that trying again won't mend.
public final class Failures {

    /// How MongoDB marks what a change of its primary or a shutdown interrupted.
    private static final String RETRYABLE_WRITE = "RetryableWriteError";

    private Failures() {}

    /// Whether store, broker or network were away. Who consumes then waits for as long as it takes.
    public static boolean isOutage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isOutageItself(cause)) {
                return true;
            }
        }
        return false;
    }

    /// Runs what a handler does.
    ///
    /// @return how it failed, where that is no outage: trying again won't mend it, or only by chance; null
    ///     when it did not
    /// @throws RuntimeException in an outage, or when this thread was interrupted
    public static @Nullable Throwable caught(Runnable handling) {
        try {
            handling.run();
            return null;
        } catch (RuntimeException e) {
            if (isOutage(e) || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return e;
        } catch (StackOverflowError | LinkageError | AssertionError e) {
            // An event's own fault, or that of the code for it; other errors are the process's.
            return e;
        }
    }

    private static boolean isOutageItself(Throwable cause) {
        return cause instanceof DataAccessResourceFailureException
                || cause instanceof TransientDataAccessException
                || cause instanceof MongoSocketException
                || cause instanceof MongoTimeoutException
                || cause instanceof MongoConnectionPoolClearedException
                || (cause instanceof MongoException failed && failed.hasErrorLabel(RETRYABLE_WRITE))
                || cause instanceof MongoNotPrimaryException
                || cause instanceof MongoNodeIsRecoveringException
                || cause instanceof MongoInterruptedException
                || cause instanceof RetriableException;
    }
}
