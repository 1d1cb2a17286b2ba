package dev.reprise.task;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class TaskServiceApplication {

    static void main(String[] arguments) {
        SpringApplication.run(TaskServiceApplication.class, arguments);
    }
}
