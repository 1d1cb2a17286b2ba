package dev.reprise.system;

import static dev.reprise.system.Patience.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.system.EventStream.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What changes is told to those who listen: once, in order, and never what nobody may see.
@ExtendWith(OneSystem.class)
class StreamsIT {

    private static final int MOST_STREAMS = 50;

    private final RunningSystem system;
    private final Api api;

    StreamsIT(RunningSystem system, Api api) {
        this.system = system;
        this.api = api;
    }

    @Test
    void posts_comments_and_tasks_are_told_as_reads_show_them() {
        try (EventStream stream = EventStream.open(all(), null)) {
            assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
            assertThat(stream.header("Cache-Control")).isEqualTo("no-store");
            Answer post = api.post("ada", "Told");
            Answer task = api.creatingTask(Map.of("name", "Listen")).send().expect(201);
            UUID taskId = UUID.fromString(task.json().path("task").path("id").asString());
            Event told = stream.awaitAbout(post.id());
            assertThat(told.kind()).isEqualTo("post");
            assertThat(told.data().path("title").asString()).isEqualTo("Told");
            assertThat(stream.awaitAbout(taskId).kind()).isEqualTo("task");

            UUID comment = api.comment("bob", post.id(), "heard").id();
            Event heard = stream.awaitAbout(comment);
            assertThat(heard.kind()).isEqualTo("comment");
            assertThat(heard.data().path("content").asString()).isEqualTo("heard");
            assertThat(api.read("/posts/" + post.id()).send().text())
                    .as("what was told is there to read")
                    .contains("heard");

            api.deletingPost("ada", post.id()).ifMatch("\"1\"").send().expect(204);
            stream.await(event -> isRemoval(event, post.id()));
            stream.await(event -> isRemoval(event, comment));
        }
    }

    @Test
    void what_is_not_approved_is_never_told_and_what_is_taken_back_is_removed() {
        UUID post = visiblePost();
        try (EventStream stream = EventStream.open(of(post), null)) {
            UUID rejected = api.comment("bob", post, "orange").id();
            UUID approved = api.comment("bob", post, "quince").id();
            assertThat(stream.awaitAbout(approved).data().path("status").asString())
                    .isEqualTo("approved");
            api.awaitVersion(rejected, 2);

            api.editing("bob", approved, "orange after all")
                    .ifMatch("\"2\"")
                    .send()
                    .expect(200);
            stream.await(event -> isRemoval(event, approved));
            UUID last = api.comment("bob", post, "last").id();
            stream.awaitAbout(last);

            assertThat(stream.about(rejected)).isEmpty();
            assertThat(stream.events().toString()).doesNotContain("orange");
        }
    }

    @Test
    void a_reader_who_comes_and_goes_gets_everything_once() {
        UUID post = visiblePost();
        List<Event> heard = new ArrayList<>();
        String lastId = null;
        int comments = 120;
        try (Crowd crowd = new Crowd(comments, i -> api.commenting("bob", post, "comment " + i))) {
            while (heard.size() < comments) {
                int until = heard.size() + ThreadLocalRandom.current().nextInt(1, 30);
                try (EventStream stream = EventStream.open(of(post), lastId)) {
                    int had = heard.size();
                    patiently().until(() -> stream.events().size() >= Math.min(until, comments) - had);
                    heard.addAll(stream.events());
                }
                lastId = heard.getLast().id();
            }
            assertThat(ids(heard)).doesNotHaveDuplicates();
            assertThat(ids(heard))
                    .containsExactlyInAnyOrderElementsOf(crowd.answers().stream()
                            .map(answer -> answer.id().toString())
                            .toList());
        }
    }

    @Test
    void a_reader_goes_on_after_a_restart_and_at_another_instance() {
        UUID post = visiblePost();
        String lastId;
        UUID seen = null;
        try (EventStream stream = EventStream.open(of(post), null)) {
            seen = api.comment("bob", post, "before").id();
            lastId = stream.awaitAbout(seen).id();
        }
        system.kill(RunningSystem.QUERY);
        UUID missed = api.comment("bob", post, "meanwhile").id();
        system.startWhatIsMissing();
        try (EventStream stream = EventStream.open(of(post), lastId)) {
            stream.awaitAbout(missed);
            assertThat(ids(stream.events())).containsExactly(missed.toString());
        }
        try (SecondQueryService second = SecondQueryService.start(system);
                EventStream here = EventStream.open(of(post), lastId);
                EventStream there = EventStream.open(second.url() + "/posts/" + post + "/stream", lastId)) {
            UUID later = api.comment("bob", post, "later").id();
            for (EventStream stream : List.of(here, there)) {
                stream.awaitAbout(later);
                assertThat(ids(stream.events())).containsExactly(missed.toString(), later.toString());
            }
        }
    }

    @Test
    void a_replay_and_its_cutover_tell_nothing_and_stop_nothing() {
        UUID post = visiblePost();
        Replays replays = new Replays(api);
        replays.cancelPending();
        try (EventStream stream = EventStream.open(of(post), null)) {
            UUID before = api.comment("bob", post, "before").id();
            stream.awaitAbout(before);
            UUID replay = replays.start(Map.of());
            replays.await(replay, "live");
            UUID after = api.comment("bob", post, "after").id();
            stream.awaitAbout(after);
            assertThat(ids(stream.events())).containsExactly(before.toString(), after.toString());
            assertThat(stream.hasEnded()).isFalse();
        }
    }

    @Test
    void an_id_that_is_none_begins_anew_and_says_so() {
        try (EventStream stream = EventStream.open(all(), "garbage")) {
            assertThat(stream.await(event -> true).kind()).isEqualTo("reset");
        }
    }

    @Test
    void one_address_has_so_many_streams_and_no_more_till_one_ends() {
        UUID post = visiblePost();
        List<EventStream> open = new ArrayList<>();
        try {
            Object answered = EventStream.connect(of(post), null);
            while (answered instanceof EventStream stream && open.size() < MOST_STREAMS) {
                open.add(stream);
                answered = EventStream.connect(of(post), null);
            }
            assertThat(answered)
                    .isInstanceOfSatisfying(
                            Answer.class,
                            refused -> assertThat(refused.expectProblem(429, "too-many-streams")
                                            .header("Retry-After"))
                                    .isEqualTo("15"));
            open.removeLast().close();
            open.add(onceNoticed(post));
        } finally {
            open.forEach(EventStream::close);
        }
        onceNoticed(post).close();
    }

    /// The service notices with its next message that a reader is gone.
    private EventStream onceNoticed(UUID post) {
        return (EventStream) patiently()
                .until(
                        () -> {
                            api.comment("bob", post, "is anybody there");
                            return EventStream.connect(of(post), null);
                        },
                        answered -> answered instanceof EventStream);
    }

    @Test
    void a_post_that_is_not_there_has_no_stream() {
        assertThat(EventStream.connect(of(UUID.randomUUID()), null))
                .isInstanceOfSatisfying(Answer.class, answer -> answer.expectProblem(404, "post-not-found"));
    }

    private UUID visiblePost() {
        UUID post = api.post("ada", "Listened to").id();
        api.awaitCount(post, 0);
        return post;
    }

    private String all() {
        return api.url(RunningSystem.QUERY, "/stream");
    }

    private String of(UUID post) {
        return api.url(RunningSystem.QUERY, "/posts/" + post + "/stream");
    }

    private static boolean isRemoval(Event event, UUID id) {
        return event.data().path("id").asString("").equals(id.toString())
                && event.data().path("removed").asBoolean(false);
    }

    private static List<String> ids(List<Event> events) {
        return events.stream().map(event -> event.data().path("id").asString()).toList();
    }
}
