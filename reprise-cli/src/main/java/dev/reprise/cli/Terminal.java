package dev.reprise.cli;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The terminal that a person sits at, when there is one: both input and output are it.
public final class Terminal {
    private static final int USUAL_WIDTH = 80;
    private static final int NARROWEST = 40;

    private Terminal() {}

    public static boolean isThere() {
        return console() != null;
    }

    private static @Nullable Console console() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).orElse(null);
    }

    /// How many characters fit on a line.
    public static int width() {
        try {
            Process size = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String[] rowsAndColumns = new String(size.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .split(" ", 2);
            int columns = Integer.parseInt(rowsAndColumns[1]);
            return columns == 0 ? USUAL_WIDTH : Math.max(NARROWEST, columns);
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException unknown) {
            return USUAL_WIDTH;
        }
    }

    /// Asks a person.
    ///
    /// @param flag what says yes in advance
    /// @throws CommandFailure USAGE naming the flag, when there is no terminal to ask at
    public static boolean confirms(String question, String flag) {
        Console console = console();
        if (console == null) {
            throw new CommandFailure(
                    ExitCode.USAGE, question + " There is no terminal to ask this at: say yes with " + flag + ".");
        }
        String answer = console.readLine("%s [y/N] ", question);
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }
}
