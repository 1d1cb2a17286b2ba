package dev.reprise.query.pages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// An answer in JSON, ready to be sent, plain and compressed. Immutable; shared by all who ask for it.
///
/// Its `ETag` is strong: the generation and a digest of the bytes. So it tells one content from any other, is the same
/// on every instance, and none outlives a switch to another generation.
///
/// @param <T> what is encoded; for the API's description
@SuppressWarnings("UnusedTypeParameter")
public final class Encoded<T> {

    /// Compressing less than this is not worth its while, in bytes.
    private static final int WORTH_COMPRESSING = 1_024;

    private static final int DIGEST_BYTES = 12;

    /// The bytes that are sent, and their `ETag` with its quotes.
    static final class Form {

        private final byte[] bytes;
        private final String etag;

        private Form(byte[] bytes, String etag) {
            this.bytes = bytes;
            this.etag = etag;
        }

        byte[] bytes() {
            return bytes;
        }

        String etag() {
            return etag;
        }
    }

    private final Form plain;
    private final boolean isPersonal;
    private volatile @Nullable Form compressed;

    /// @param isPersonal whether it depends on who asks, so that no cache between may keep it
    Encoded(int generation, byte[] json, boolean isPersonal) {
        this.plain = new Form(json, "\"g%d-%s\"".formatted(generation, digest(json)));
        this.isPersonal = isPersonal;
    }

    private static String digest(byte[] json) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(json);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, DIGEST_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    Form plain() {
        return plain;
    }

    boolean isPersonal() {
        return isPersonal;
    }

    /// The plain form when it is short. RFC 9110 wants another strong `ETag` for other bytes.
    Form compressed() {
        if (plain.bytes().length < WORTH_COMPRESSING) {
            return plain;
        }
        Form known = compressed;
        if (known == null) {
            known = new Form(gzip(plain.bytes()), plain.etag().replaceFirst("\"$", "-gzip\""));
            compressed = known;
        }
        return known;
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream(bytes.length / 3);
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("into memory", e);
        }
        return zipped.toByteArray();
    }

    /// About how much memory it takes, in bytes, compressed form included.
    int weight() {
        return plain.bytes().length + plain.bytes().length / 3 + 256;
    }
}
