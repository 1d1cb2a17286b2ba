package dev.reprise.cli.events;

import dev.reprise.cli.DurationArgument;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Where reading begins.
sealed interface FromOption {
    /// At the first event of each partition.
    record Beginning() implements FromOption {}

    /// At the next event of each partition.
    record Head() implements FromOption {}

    /// At that offset of one partition.
    record Offset(long offset) implements FromOption {}

    /// At the first event of each partition that the broker received then or later. The broker counts from 1970, in
    /// milliseconds: what is earlier or later than it can count is the first or the last of them.
    record Time(Instant time) implements FromOption {
        private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);

        public Time {
            time = time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time.isAfter(LAST) ? LAST : time;
        }
    }

    /// Reads `beginning`, an offset, an RFC 3339 time, or an age as `90s`, `15m`, `2h` or `7d`.
    final class Converter implements ITypeConverter<FromOption> {
        @Override
        public FromOption convert(String text) {
            if (text.equals("beginning")) {
                return new Beginning();
            }
            if (text.equals("head")) {
                return new Head();
            }
            if (text.matches("\\d{1,18}")) {
                return new Offset(Long.parseLong(text));
            }
            Optional<Duration> age = DurationArgument.parse(text);
            return new Time(age.map(Instant.now()::minus).orElseGet(() -> time(text)));
        }

        private static Instant time(String text) {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException noTime) {
                throw new TypeConversionException("'" + text
                        + "' is neither 'beginning' nor 'head', an offset, an RFC 3339 time as 2026-01-31T12:00:00Z"
                        + " or an age as 90s, 15m, 2h or 7d");
            }
        }
    }
}
