package dev.reprise.cli.state;

import dev.reprise.cli.CommandFailure;
import dev.reprise.cli.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The folder that holds everything a local system keeps: the stores' files, the broker's data, logs and `run.json`.
///
/// A folder is known as one by the mark in it; no other folder is ever written to or deleted.
///
/// @param path absolute
public record StateFolder(Path path) {
    private static final String MARK = ".reprise-state";
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public StateFolder {
        path = path.toAbsolutePath().normalize();
    }

    public Path broker() {
        return path.resolve("broker");
    }

    public Path store() {
        return path.resolve("store");
    }

    public Path log(String part) {
        return path.resolve("logs").resolve(part + ".log");
    }

    public boolean isRecognised() {
        return Files.isRegularFile(path.resolve(MARK));
    }

    /// Makes the folder when it is missing or empty.
    ///
    /// @throws CommandFailure when it holds something else
    public void prepare() {
        try {
            if (!isRecognised()) {
                requireNothingElse();
                Files.createDirectories(path);
                Files.writeString(
                        path.resolve(MARK), "State of a local Reprise system. `./reprise up --fresh` deletes it.\n");
            }
            Files.createDirectories(path.resolve("logs"));
        } catch (IOException unwritable) {
            throw new CommandFailure(
                    ExitCode.FAILED, "Can't write to the state folder " + path + ": " + unwritable.getMessage());
        }
    }

    /// Deletes the folder and everything in it.
    ///
    /// @throws CommandFailure when it isn't a state folder
    public void delete() throws IOException {
        if (Files.notExists(path)) {
            return;
        }
        if (!isRecognised()) {
            requireNothingElse();
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(path)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        Path mark = path.resolve(MARK); // last but one, so that a deletion that was cut short can be repeated
        for (Path file : deepestFirst) {
            if (!file.equals(mark) && !file.equals(path)) {
                Files.delete(file);
            }
        }
        Files.deleteIfExists(mark);
        Files.delete(path);
    }

    private void requireNothingElse() throws IOException {
        if (Files.exists(path)) {
            try (Stream<Path> contents = Files.list(path)) {
                if (contents.findAny().isPresent()) {
                    throw new CommandFailure(
                            ExitCode.USAGE,
                            path
                                    + " holds something else than Reprise's state: it is left alone. Name an empty"
                                    + " folder with --state.");
                }
            }
        }
    }

    /// Takes the lock that only one command that starts or stops parts may hold; empty when another process has it. It
    /// ends with this process.
    public Optional<FileLock> tryLock() throws IOException {
        FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
            }
            return Optional.ofNullable(lock);
        } catch (OverlappingFileLockException heldHere) {
            channel.close();
            return Optional.empty();
        }
    }

    /// What runs, or ran when nobody took it down.
    public Optional<Run> run() {
        try {
            return run(Files.readString(runFile()));
        } catch (IOException noneOrUnreadable) {
            return Optional.empty();
        }
    }

    static Optional<Run> run(String json) {
        try {
            return Optional.ofNullable(JSON.readValue(json, Run.class));
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }

    /// Replaces `run.json` in one step: a reader sees the one before or this one.
    public void write(Run run) {
        try {
            Path whole = path.resolve("run.json.new");
            Files.writeString(whole, JSON.writeValueAsString(run));
            Files.move(whole, runFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    public void forgetRun() {
        try {
            Files.deleteIfExists(runFile());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    public Path runFile() {
        return path.resolve("run.json");
    }
}
