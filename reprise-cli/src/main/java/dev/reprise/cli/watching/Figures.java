package dev.reprise.cli.watching;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Numbers as people read them.
public final class Figures {
    private Figures() {}

    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    public static String rate(double perSecond) {
        return count(Math.round(perSecond)) + "/s";
    }

    /// `3h 20m`, `1m 23s`, `12s`.
    public static String duration(long seconds) {
        Duration time = Duration.ofSeconds(seconds);
        if (time.toHours() > 0) {
            return time.toHours() + "h " + time.toMinutesPart() + "m";
        }
        return time.toMinutes() > 0 ? time.toMinutes() + "m " + time.toSecondsPart() + "s" : seconds + "s";
    }

    public static String eta(@Nullable Long seconds) {
        return seconds == null ? "" : "ETA " + duration(seconds);
    }

    public static String bytes(long bytes) {
        if (bytes < 1 << 10) {
            return bytes + " B";
        }
        int power = Math.min(4, (63 - Long.numberOfLeadingZeros(bytes)) / 10);
        return String.format(Locale.ROOT, "%.1f %siB", bytes / Math.pow(1 << 10, power), "KMGT".charAt(power - 1));
    }

    /// How much of the total is done, from 0 to 1; a total of nothing is done.
    public static double share(long done, long total) {
        return total <= 0 ? 1 : Math.clamp((double) done / total, 0, 1);
    }

    /// Never 100 % before all is done.
    public static String percent(long done, long total) {
        return (int) Math.floor(100 * share(done, total)) + "%";
    }

    /// How much of the total is done, drawn.
    ///
    /// @param width characters between its ends
    public static String bar(long done, long total, int width) {
        int filled = (int) Math.floor(width * share(done, total));
        return "[" + "#".repeat(filled) + ".".repeat(width - filled) + "]";
    }
}
