package dev.reprise.moderation.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// What a comment says, folded once for all rules. Thread-safe: two threads at the worst fold the same twice.
public final class Content {

    private static final int DIGEST_BYTES = 16;

    private final String written;
    private @Nullable FoldedText folded;
    private @Nullable FoldedText inCase;

    public Content(String written) {
        this.written = written;
    }

    public String written() {
        return written;
    }

    FoldedText folded() {
        FoldedText text = folded;
        if (text == null) {
            text = FoldedText.of(written);
            folded = text;
        }
        return text;
    }

    FoldedText inCase() {
        FoldedText text = inCase;
        if (text == null) {
            text = FoldedText.inCase(written);
            inCase = text;
        }
        return text;
    }

    /// The same for all contents that say the same, whatever their case, disguise and white space.
    public String digest() {
        String plain = folded().text().strip().replaceAll("\\s+", " ");
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(plain.getBytes(UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(sum, DIGEST_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
