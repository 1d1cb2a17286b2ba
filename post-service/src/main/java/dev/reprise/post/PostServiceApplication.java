package dev.reprise.post;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class PostServiceApplication {

    static void main(String[] arguments) {
        SpringApplication.run(PostServiceApplication.class, arguments);
    }
}
