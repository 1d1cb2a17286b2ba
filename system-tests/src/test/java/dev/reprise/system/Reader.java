package dev.reprise.system;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// A person who reads the same posts again and again, and notes each answer that is not what it has to be: an error, a
/// post that is gone, a list that is empty.
final class Reader implements AutoCloseable {

    private final Thread thread;
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final AtomicLong reads = new AtomicLong();
    private volatile boolean reading = true;

    /// @param base the address of a query-service
    /// @param posts which all exist and have comments
    Reader(String base, List<UUID> posts) {
        thread = Thread.ofPlatform().name("reader").start(() -> {
            while (reading) {
                for (UUID post : posts) {
                    read(base + "/posts/" + post, "\"content\"");
                }
                read(base + "/posts?limit=20", "\"title\"");
            }
        });
    }

    private void read(String url, String part) {
        try {
            Answer answer = Call.get(url).send();
            if (answer.status() != 200 || !answer.text().contains(part)) {
                faults.add(url + " was answered with " + answer.status() + ": " + answer.text());
            }
        } catch (UncheckedIOException e) {
            faults.add(url + " was not answered: " + e.getCause());
        }
        reads.incrementAndGet();
    }

    long reads() {
        return reads.get();
    }

    List<String> faults() {
        return faults;
    }

    @Override
    public void close() {
        reading = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
