package dev.reprise.moderation;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class ModerationServiceApplication {

    static void main(String[] arguments) {
        SpringApplication.run(ModerationServiceApplication.class, arguments);
    }
}
