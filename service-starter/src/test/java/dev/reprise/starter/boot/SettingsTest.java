package dev.reprise.starter.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.Topic;
import dev.reprise.starter.restore.RestoreMode;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class SettingsTest {

    private static final Map<String, Object> SERVICE = Map.of("spring.application.name", "things");

    @Test
    void no_write_is_acknowledged_before_it_is_safe() {
        assertThat(kafka(SERVICE).buildProducerProperties())
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", "true")
                .containsEntry("linger.ms", "0");
    }

    @Test
    void positions_come_from_the_checkpoints_alone() {
        assertThat(kafka(SERVICE).buildConsumerProperties())
                .containsEntry("auto.offset.reset", "none")
                .containsEntry("enable.auto.commit", false);
    }

    @Test
    void an_instance_has_a_name_of_its_own_with_and_without_a_port() {
        String host = System.getenv().getOrDefault("HOSTNAME", "local");

        assertThat(kafka(SERVICE).buildConsumerProperties())
                .containsEntry("group.instance.id", "things-" + host + "-8080");
        assertThat(kafka(Map.of("spring.application.name", "things", "server.port", "4000"))
                        .buildConsumerProperties())
                .containsEntry("group.instance.id", "things-" + host + "-4000");
    }

    @Test
    void a_services_own_settings_come_before_the_defaults() {
        KafkaProperties kafka = kafka(Map.of(
                "spring.application.name", "things",
                "spring.kafka.bootstrap-servers", "elsewhere:1",
                "spring.kafka.consumer.max-poll-records", "7"));

        assertThat(kafka.getBootstrapServers()).containsExactly("elsewhere:1");
        assertThat(kafka.getConsumer().getMaxPollRecords()).isEqualTo(7);
        assertThat(kafka.getProducer().getAcks()).isEqualTo("all");
    }

    @Test
    void a_service_publishes_nothing_and_sweeps_every_fifteen_seconds_unless_it_says_otherwise() {
        RepriseProperties settings = reprise(SERVICE);

        assertThat(settings.publishes()).isEmpty();
        assertThat(settings.outboxSweep()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void a_service_names_what_it_publishes_and_how_often_it_sweeps() {
        RepriseProperties settings = reprise(Map.of("reprise.publishes", "posts,tasks", "reprise.outbox-sweep", "2s"));

        assertThat(settings.publishes()).containsExactlyInAnyOrder(Topic.POSTS, Topic.TASKS);
        assertThat(settings.outboxSweep()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void a_service_serves_unless_it_is_told_to_restore() {
        assertThat(reprise(SERVICE).restore()).isEqualTo(RestoreMode.OFF);
        assertThat(bound("empty")).isEqualTo(RestoreMode.EMPTY);
        assertThat(bound("replace")).isEqualTo(RestoreMode.REPLACE);
    }

    private static RestoreMode bound(String restore) {
        PrintStream out = System.out;
        try {
            return reprise(Map.of("reprise.restore", restore)).restore();
        } finally {
            System.setOut(out);
        }
    }

    @Test
    void a_restore_listens_on_no_port_and_keeps_standard_output_for_its_lines() {
        PrintStream out = System.out;
        try {
            StandardEnvironment environment = environment(Map.of("reprise.restore", "empty"));
            assertThat(environment.getProperty("spring.main.web-application-type"))
                    .isEqualTo("none");
            assertThat(System.out).isSameAs(System.err);
        } finally {
            System.setOut(out);
        }
        assertThat(environment(SERVICE).getProperty("spring.main.web-application-type"))
                .isNull();
        assertThat(System.out).isSameAs(out);
    }

    private static KafkaProperties kafka(Map<String, Object> service) {
        return binder(service).bind("spring.kafka", KafkaProperties.class).get();
    }

    private static RepriseProperties reprise(Map<String, Object> service) {
        return binder(service).bindOrCreate("reprise", RepriseProperties.class);
    }

    private static Binder binder(Map<String, Object> service) {
        return Binder.get(environment(service));
    }

    private static StandardEnvironment environment(Map<String, Object> service) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("service", service));
        new ServiceDefaults().postProcessEnvironment(environment, new SpringApplication());
        new RestoreStartup().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }
}
