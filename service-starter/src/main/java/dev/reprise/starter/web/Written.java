package dev.reprise.starter.web;

import dev.reprise.events.ConsistencyToken;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/// The answers to successful writes: each carries the `Consistency-Token` of its write.
public final class Written {

    private Written() {}

    /// 201 with `Location` and `ETag`.
    public static <T> ResponseEntity<T> created(String location, ConsistencyToken token, T body) {
        return ResponseEntity.created(URI.create(location))
                .header(ConsistencyToken.HEADER, token.encode())
                .eTag(IfMatch.etag(token.sequence()))
                .body(body);
    }

    /// 200 with the new `ETag`.
    public static <T> ResponseEntity<T> changed(ConsistencyToken token, T body) {
        return ResponseEntity.ok()
                .header(ConsistencyToken.HEADER, token.encode())
                .eTag(IfMatch.etag(token.sequence()))
                .body(body);
    }

    /// 204.
    public static ResponseEntity<Void> deleted(ConsistencyToken token) {
        return ResponseEntity.status(HttpStatus.NO_CONTENT)
                .header(ConsistencyToken.HEADER, token.encode())
                .build();
    }
}
