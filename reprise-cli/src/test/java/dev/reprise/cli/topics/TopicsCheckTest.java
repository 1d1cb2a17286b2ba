package dev.reprise.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.cli.Ran;
import dev.reprise.cli.broker.ChildBroker;
import dev.reprise.events.Topic;
import dev.reprise.events.TopicCheck;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsCheckTest {
    @TempDir
    Path folder;

    @Test
    void absent_topics_are_faults_whole_ones_are_not_and_a_wrong_setting_says_how_to_mend_it() throws Exception {
        try (ChildBroker broker = new ChildBroker(folder);
                Admin admin = broker.admin()) {
            admin.describeCluster().clusterId().get(); // waits until it is up
            Ran absent = check(broker, "-o", "json");
            assertThat(absent.status()).isEqualTo(1);
            assertThat(absent.json()).hasSize(4).allSatisfy(topic -> {
                assertThat(topic.path("ok").asBoolean()).isFalse();
                assertThat(topic.path("faults").path(0).path("what").asString()).endsWith("is absent");
            });

            new TopicCheck(admin).createAbsent(EnumSet.allOf(Topic.class));
            Ran whole = check(broker);
            assertThat(whole.status()).isZero();
            assertThat(whole.out()).containsPattern("moderation +12 delete +for ever +0 +ok");

            var moderation = new ConfigResource(ConfigResource.Type.TOPIC, "moderation");
            var week = new AlterConfigOp(new ConfigEntry("retention.ms", "604800000"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(moderation, List.of(week)))
                    .all()
                    .get();
            Ran faulty = check(broker);
            assertThat(faulty.status()).isEqualTo(1);
            assertThat(faulty.out())
                    .containsPattern("posts +12 delete +for ever +0 +ok")
                    .contains("retention.ms=604800000, which loses history", "→ set it to -1");
            assertThat(check(broker, "-o", "ndjson").lines().stream()
                            .filter(topic -> !topic.path("ok").asBoolean()))
                    .singleElement()
                    .satisfies(topic -> {
                        assertThat(topic.path("topic").asString()).isEqualTo("moderation");
                        assertThat(topic.path("settings").path("retention.ms").asString())
                                .isEqualTo("604800000");
                    });
        }
    }

    @Test
    void a_broker_that_is_away_is_said_to_be() {
        Ran away = Ran.with("topics", "check", "--bootstrap-server", "127.0.0.1:1");

        assertThat(away.status()).isEqualTo(6);
        assertThat(away.err()).contains("The broker at 127.0.0.1:1 doesn't answer");
        assertThat(away.out()).isEmpty();
    }

    @Test
    void nothing_that_runs_is_said_to_be() {
        Ran nothing = Ran.with("topics", "check", "--state", folder.toString());

        assertThat(nothing.status()).isEqualTo(6);
        assertThat(nothing.err()).contains("./reprise up");
    }

    private static Ran check(ChildBroker broker, String... more) {
        String[] arguments = {"topics", "check", "--bootstrap-server", broker.address()};
        return Ran.with(java.util.stream.Stream.of(arguments, more)
                .flatMap(java.util.stream.Stream::of)
                .toArray(String[]::new));
    }
}
