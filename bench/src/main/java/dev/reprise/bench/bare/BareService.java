package dev.reprise.bench.bare;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// A service with the starter's whole stack (Tomcat, virtual threads, filters, metrics) and nothing to do: it is what
/// the stack allows at the most. Started with `--bare.bytes=N`, the size of its answer.
@SpringBootApplication
public final class BareService {

    public static void main(String[] arguments) {
        SpringApplication.run(BareService.class, arguments);
    }
}
