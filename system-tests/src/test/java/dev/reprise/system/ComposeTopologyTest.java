package dev.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComposeTopologyTest {

    private static final Topology TOPOLOGY =
            Topology.read(Path.of("..").toAbsolutePath().normalize());

    @Test
    void the_containers_run_what_the_modules_are_set_to() {
        assertThat(TOPOLOGY.faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        docker-compose.yml | image: apache/kafka:4.2.1           | image: apache/kafka:latest      | kafka takes the image 'apache/kafka:latest', which is not pinned
        docker-compose.yml | image: mongo:8.0.20                 | image: mongo                    | mongo takes the image 'mongo', which is not pinned
        docker-compose.yml | image: mongo:8.0.20                 | image: mongo:8                  | mongo takes the image 'mongo:8', which is not pinned
        docker-compose.yml | "127.0.0.1:4000:4000"               | "4000:4000"                     | post-service is published beyond this machine: 4000:4000
        docker-compose.yml | "127.0.0.1:4000:4000"               | "127.0.0.1:4000:4001"           | post-service's ports: [127.0.0.1:4000:4001] instead of [127.0.0.1:4000:4000]
        docker-compose.yml | healthcheck:                        | x-healthcheck:                  | kafka has no health check
        docker-compose.yml | SERVER_PORT: "4004"                 | SERVER_PORT: "4003"             | task-service's SERVER_PORT: 4003 instead of 4004
        docker-compose.yml | BOOTSTRAP_SERVERS: kafka:9092       | BOOTSTRAP_SERVERS: kafka:9093   | post-service looks for the broker where it is not
        docker-compose.yml | mongo:27017/comment                 | mongo:27017/post                | post-service shares post with comment-service
        docker-compose.yml | mongo:27017/comment                 | mongo:27017/other               | comment-service's database: other instead of comment
        docker-compose.yml | mongodb://task-service:             | mongodb://root:                 | task-service's user: root instead of task-service
        docker-compose.yml | task-service:${TASK_DB_PASSWORD:    | task-service:${POST_DB_PASSWORD:| task-service shares POST_DB_PASSWORD with post-service
        docker-compose.yml | query-service:${QUERY_DB_PASSWORD:? | query-service:${QUERY_DB_PASSWORD:- | compose goes on without QUERY_DB_PASSWORD
        docker-compose.yml | mongodb://query-service:${QUERY_DB_PASSWORD:?copy .env.example to .env}@ | mongodb:// | query-service has no user and required password in its store's address
        docker-compose.yml | TASK_DB_PASSWORD: $                 | OTHER: $                        | mongo is not told TASK_DB_PASSWORD
        docker-compose.yml | MONGO_INITDB_ROOT_USERNAME:         | MONGO_INITDB_ROOT_NAME:         | mongo lets anybody in
        docker-compose.yml | SPRING_MONGODB_URI:                 | SPRING_DATA_MONGODB_URI:        | post-service has no user and required password in its store's address
        docker-compose.yml | condition: service_healthy          | condition: service_started      | post-service's wait for kafka: service_started instead of service_healthy
        docker-compose.yml | build: ./task-service               | build: ./post-service           | task-service's build: ./post-service instead of ./task-service
        docker-compose.yml | TOPICS_ENABLE: "false"              | TOPICS_ENABLE: "true"           | automatic topics: true instead of false
        docker-compose.yml | RETENTION_MS: "-1"                  | RETENTION_MS: "604800000"       | retention: 604800000 instead of -1
        docker-compose.yml | kafka-data:/var/lib/kafka/data      | kafka-data:/tmp                 | kafka keeps nothing at /var/lib/kafka/data
        docker-compose.yml | mongo-data:/data/db                 | mongo-data:/data                | mongo keeps nothing at /data/db
        deploy/mongo-init.js | 'query'                           | 'qeury'                         | deploy/mongo-init.js makes no user for query
        task-service/Dockerfile | EXPOSE 4004                    | EXPOSE 4000                     | task-service/Dockerfile does not expose 4004
        task-service/Dockerfile | USER 10001                     | USER 0                          | task-service runs as root
        task-service/Dockerfile | eclipse-temurin:25.0.3_9-jre-noble | eclipse-temurin:25-jre      | task-service/Dockerfile takes the image 'eclipse-temurin:25-jre', which is not pinned
        task-service/Dockerfile | target/task-service.jar        | target/post-service.jar         | task-service/Dockerfile takes another module's jar
        task-service/Dockerfile | HEALTHCHECK                    | LABEL                           | task-service/Dockerfile does not ask for the service's readiness
        task-service/Dockerfile | SERVER_PORT:-4004              | SERVER_PORT:-4000               | task-service/Dockerfile does not ask for the service's readiness
        task-service/src/main/resources/application.yml | port: 4004          | port: 4444    | task-service's SERVER_PORT: 4004 instead of 4444
        task-service/src/main/resources/application.yml | name: task-service  | name: tasks   | task-service's name: tasks instead of task-service
        """)
    void each_mistake_is_found(String file, String text, String replacement, String fault) {
        assertThat(TOPOLOGY.with(file, text, replacement).faults()).contains(fault);
    }

    @Test
    void a_password_that_nobody_explains_is_found() {
        assertThat(TOPOLOGY.with(Topology.ENV_EXAMPLE, "TASK_DB_PASSWORD=", "TASKS=")
                        .faults())
                .anyMatch(fault -> fault.startsWith(".env.example: "));
    }

    @Test
    void a_service_that_is_not_built_is_found() {
        assertThat(TOPOLOGY.with(Topology.COMPOSE, "build: ./task-service", "x-build: ./task-service")
                        .faults())
                .anyMatch(fault -> fault.startsWith("compose builds "));
    }
}
