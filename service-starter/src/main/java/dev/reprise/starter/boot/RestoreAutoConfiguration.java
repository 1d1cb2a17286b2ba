package dev.reprise.starter.boot;

import dev.reprise.starter.history.History;
import dev.reprise.starter.restore.Restoration;
import dev.reprise.starter.restore.Restore;
import dev.reprise.starter.restore.RestoreGuard;
import dev.reprise.starter.restore.RestoreMode;
import dev.reprise.starter.restore.RestoreRun;
import dev.reprise.starter.restore.WhileServing;
import dev.reprise.starter.topics.TopicInspection;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoTemplate;

/// A service either serves, guarded against half a restore, or restores its database: see [RestoreMode].
@AutoConfiguration(after = EventsAutoConfiguration.class)
class RestoreAutoConfiguration {

    @Bean
    @WhileServing
    RestoreGuard restoreGuard(MongoTemplate mongo, @Value("${spring.application.name}") String service) {
        return new RestoreGuard(mongo, service);
    }

    @Bean
    @ConditionalOnMissingBean(RestoreGuard.class)
    RestoreRun restoreRun(
            RepriseProperties settings,
            @Value("${spring.application.name}") String service,
            ObjectProvider<Restoration<?>> restorations,
            MongoTemplate mongo,
            History history,
            KafkaProperties kafka,
            KafkaConnectionDetails connection,
            Clock clock) {
        List<Restoration<?>> all = restorations.stream().toList();
        TopicInspection inspection = new TopicInspection(EventsAutoConfiguration.admin(kafka, connection));
        Restore restore = new Restore(all, mongo, history, inspection, clock);
        // Not System.out, which is turned to standard error.
        PrintStream data = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        return new RestoreRun(service, settings.restore() == RestoreMode.REPLACE, restore, data::println);
    }
}
