package dev.reprise.cli.demo;

import dev.reprise.cli.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// Does something for each of many inputs, several at a time, each on a virtual thread.
final class InFlight {
    private static final int AT_A_TIME = 16;

    private InFlight() {}

    /// What is done for one input.
    interface Step<I, O> {
        O apply(I input) throws IOException, InterruptedException;
    }

    /// The outputs in the order of the inputs.
    ///
    /// @throws IOException the first failure, once those under way have ended; the rest is not begun
    static <I, O> List<O> forEach(List<I> inputs, Progress progress, Step<I, O> step)
            throws IOException, InterruptedException {
        Semaphore places = new Semaphore(AT_A_TIME);
        List<Future<O>> outputs = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (I input : inputs) {
                places.acquire();
                outputs.add(threads.submit(() -> {
                    try {
                        O output = step.apply(input);
                        progress.one();
                        return output;
                    } finally {
                        places.release();
                    }
                }));
                if (outputs.stream().anyMatch(output -> output.state() == Future.State.FAILED)) {
                    break;
                }
            }
        }
        progress.end();
        return resultsOf(outputs);
    }

    private static <O> List<O> resultsOf(List<Future<O>> outputs) throws IOException, InterruptedException {
        List<O> results = new ArrayList<>();
        for (Future<O> output : outputs) {
            try {
                results.add(output.get());
            } catch (ExecutionException failed) {
                throw new IOException(
                        failed.getCause() == null ? "failed" : failed.getCause().getMessage(), failed);
            }
        }
        return results;
    }
}
