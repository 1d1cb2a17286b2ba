package dev.reprise.bench.bare;

import java.util.Arrays;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class BareController {

    private final byte[] ready;

    BareController(@Value("${bare.bytes}") int bytes) {
        ready = new byte[bytes];
        Arrays.fill(ready, (byte) '1');
    }

    @GetMapping("/page")
    ResponseEntity<byte[]> page() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(ready);
    }

    @GetMapping("/not-modified")
    ResponseEntity<Void> notModified() {
        return ResponseEntity.status(HttpStatus.NOT_MODIFIED).build();
    }
}
