package dev.reprise.query;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
class QueryServiceApplication {

    static void main(String[] arguments) {
        SpringApplication.run(QueryServiceApplication.class, arguments);
    }
}
