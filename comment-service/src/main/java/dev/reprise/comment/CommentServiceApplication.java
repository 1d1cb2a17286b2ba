package dev.reprise.comment;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class CommentServiceApplication {

    static void main(String[] arguments) {
        SpringApplication.run(CommentServiceApplication.class, arguments);
    }
}
