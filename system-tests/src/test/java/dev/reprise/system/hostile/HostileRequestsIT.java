package dev.reprise.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.system.Answer;
import dev.reprise.system.Api;
import dev.reprise.system.Call;
import dev.reprise.system.OneSystem;
import dev.reprise.system.Replays;
import dev.reprise.system.RunningSystem;
import dev.reprise.system.Stores;
import dev.reprise.system.Topics;
import dev.reprise.system.hostile.Surface.Slot;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// Ten thousand hostile requests and more, on everything that `docs/api` names and beside it. They are the same in each
/// build: `-Dreprise.hostile.seed=42` sends others, `-Dreprise.hostile.each=40` more of them to each place.
///
/// None of them makes a service fail, show how it is made, change anything although it refuses, take more memory for
/// good, or log an error; what is accepted reads back as it was written, in NFC.
///
/// A status of 500 and more is allowed where HTTP has one for a client that is wrong (501 for a `Transfer-Encoding` or
/// CONNECT, 505 for a version), where a read waited for a forged `Consistency-Token` (503 `not-yet-visible`), and where
/// there are too many streams (503 `streams-full`). No answer, or one without a status line, is allowed where Tomcat
/// can't see that it was asked in HTTP/1.1; [AnswerRules] says where exactly.
///
/// Not covered:
///
/// - other ids than those of the client's own post, comment and task, of one replay, preview and rescreen, and of
///   nothing: what a stranger may do is [dev.reprise.system.BadInputIT]'s affair
/// - parked keys that there are: nothing is parked here, so that what is asked of one is read, and ends with 404
/// - what streams send after their head, and values in more than two places at once
/// - requests that come slowly or never end, TLS and HTTP/2: whatever stands before the services deals with them
/// - whether a policy, decision, rescreen or replay that was accepted did what it says: that they are no more than were
///   accepted is checked, and the policy is put back
/// - letters beyond ASCII in headers: they are read as ISO-8859-1, and nothing says what they should be
@ExtendWith(OneSystem.class)
class HostileRequestsIT {

    private static final long SEED = 634_570;
    private static final int CLIENTS = 8;
    private static final int LEAST = 10_000;
    private static final int EACH = Integer.getInteger("reprise.hostile.each", 6);
    private static final int GARBAGE = 40;
    private static final int SHOWN = Integer.getInteger("reprise.hostile.shown", 60);

    private final RunningSystem system;
    private final Api api;
    private final Stores stores;
    private final Topics topics;
    private final Replays replays;
    private final Ledger ledger = new Ledger();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> answered = Collections.synchronizedMap(new TreeMap<>());

    HostileRequestsIT(RunningSystem system, Api api, Stores stores, Topics topics) {
        this.system = system;
        this.api = api;
        this.stores = stores;
        this.topics = topics;
        this.replays = new Replays(api);
    }

    /// Which documents there are, before or after.
    private record Contents(Map<String, Map<String, String>> byService, Set<String> pages) {
        Set<String> ids(String service, String collection) {
            return byService.getOrDefault(service, Map.of()).keySet().stream()
                    .filter(key -> key.startsWith(collection + "/"))
                    .map(key -> key.substring(collection.length() + 1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void no_request_breaks_a_service_or_changes_what_it_must_not() throws InterruptedException, ExecutionException {
        long seed = Long.getLong("reprise.hostile.seed", SEED);
        System.out.println("hostile: -Dreprise.hostile.seed=" + seed);
        List<Vitals> vitals = RunningSystem.SERVICES.stream()
                .map(service -> Vitals.of(system, service))
                .toList();
        Contents before = contents();
        Answer policy =
                Call.get(api.url(RunningSystem.MODERATION, "/policy")).send().expect(200);
        Map<String, UUID> shared = shared();

        List<Attack> attacks = attacks(seed);
        assertThat(attacks).hasSizeGreaterThan(LEAST);
        long start = System.nanoTime();
        send(attacks, shared);
        System.out.printf(
                "hostile: %d requests took %d s: %s%n",
                attacks.size(), (System.nanoTime() - start) / 1_000_000_000, answered);

        tidyUp(policy);
        for (Vitals one : vitals) {
            violations.addAll(one.violations(system));
        }
        checkGrowth(before, policy.header("ETag"));
        checkTexts();
        System.out.printf(
                "hostile: %d posts, %d comments and %d tasks were accepted%n",
                ledger.ids(RunningSystem.POST).size(),
                ledger.ids(RunningSystem.COMMENT).size(),
                ledger.ids(RunningSystem.TASK).size());
        assertThat(violations.stream().limit(SHOWN))
                .as(
                        "what %d requests of seed %d did, the first %d of %d",
                        attacks.size(), seed, SHOWN, violations.size())
                .isEmpty();
    }

    private static List<Attack> attacks(long seed) {
        List<Slot> slots = Surface.read(Path.of(System.getProperty("reprise.root", ".."), "docs/api"))
                .slots();
        List<Slot> named = slots.stream().filter(Slot::isDocumented).toList();
        List<Slot> unnamed = slots.stream().filter(slot -> !slot.isDocumented()).toList();
        List<Slot> fields =
                named.stream().filter(slot -> slot.kind() == Surface.Kind.FIELD).toList();
        List<Attack> attacks = new ArrayList<>(new Attacks(seed).of(named, 3 * EACH));
        attacks.addAll(new Attacks(seed + 1).of(unnamed, EACH / 2));
        attacks.addAll(new Attacks(seed + 3).of(fields, 7 * EACH)); // where there is most to say
        attacks.addAll(RawAttacks.all(new Random(seed + 2), GARBAGE));
        System.out.printf("hostile: %d places, %d of them documented%n", slots.size(), named.size());
        Collections.shuffle(attacks, new Random(seed));
        return attacks;
    }

    private Map<String, UUID> shared() {
        replays.cancelPending();
        UUID replay = replays.start(Map.of("dryRun", true));
        ledger.started().add(replay.toString());
        replays.await(replay, "ready");
        return Map.of(
                "replays", replay,
                "previews", started("/policy/preview", "{\"rules\":[]}"),
                "rescreens", started("/policy/rescreen", "{}"));
    }

    private UUID started(String path, String body) {
        JsonNode started = Call.json("POST", api.url(RunningSystem.MODERATION, path), body)
                .as("ada")
                .send()
                .expect(202)
                .json();
        ledger.started().add(started.path("id").asString());
        return UUID.fromString(started.path("id").asString());
    }

    private void send(List<Attack> attacks, Map<String, UUID> shared) throws InterruptedException, ExecutionException {
        List<Future<?>> clients = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < CLIENTS; client++) {
                int first = client;
                clients.add(threads.submit(() -> {
                    Subjects subjects = new Subjects(api, ledger, "client-" + first, shared);
                    for (int i = first; i < attacks.size(); i += CLIENTS) {
                        send(attacks.get(i).on(subjects), subjects);
                    }
                    return null;
                }));
            }
        }
        for (Future<?> client : clients) {
            client.get();
        }
    }

    private void send(RawRequest request, Subjects subjects) {
        RawAnswer answer;
        try {
            answer = RawHttp.send(URI.create(system.url(request.service())), request.bytes());
        } catch (IOException | IllegalStateException e) {
            violations.add("no whole answer, " + e + ": " + request);
            return;
        }
        answered.merge(Integer.toString(answer.status()), 1, Integer::sum);
        List<String> wrong = new ArrayList<>(AnswerRules.violations(request, answer));
        if (request.isWrite() && answer.isSuccess()) {
            wrong.addAll(ledger.took(request, answer));
            for (String name : List.of("posts", "comments", "tasks")) {
                if (subjects.has(name)) {
                    subjects.look(name);
                }
            }
            subjects.renew();
        } else if (request.isWrite()) {
            wrong.addAll(changed(request, subjects));
        }
        wrong.forEach(what -> violations.add(what + ": " + request + "\n    -> " + answer));
    }

    /// What a refused write changed all the same.
    private static List<String> changed(RawRequest request, Subjects subjects) {
        List<String> changed = new ArrayList<>();
        for (String name : List.of("posts", "comments", "tasks")) {
            if (request.head().lines().findFirst().orElse("").contains("/" + name + "/")) {
                JsonNode before = subjects.lastSeen(name);
                JsonNode after = subjects.look(name);
                if (!after.equals(before)) {
                    changed.add("refused, but %s became %s".formatted(before, after));
                    subjects.renew();
                }
            }
        }
        return changed;
    }

    /// Puts the policy back, ends what was started, and lets the rest come to an end.
    private void tidyUp(Answer policy) {
        String address = api.url(RunningSystem.MODERATION, "/policy");
        JsonNode rules = policy.json().path("rules");
        String etag = Call.json("PUT", address, Api.json(Map.of("rules", rules)))
                .as("ada")
                .ifMatch("*")
                .send()
                .expect(200)
                .header("ETag");
        ledger.policies().add(etag.replace("\"", ""));
        replays.cancelPending();
        topics.ends().forEach((partition, end) -> {
            if (!partition.startsWith("moderation-")) { // which query-service does not read
                stores.awaitConsumed(RunningSystem.QUERY, partition, end);
            }
        });
    }

    private Contents contents() {
        Map<String, Map<String, String>> byService = new TreeMap<>();
        for (String service : RunningSystem.SERVICES) {
            byService.put(service, stores.contents(service));
        }
        Set<String> pages = new TreeSet<>();
        stores.live("posts").find().forEach(page -> {
            if (page.containsKey("post")) {
                pages.add(page.getString("_id"));
            }
        });
        stores.live("tasks").find().forEach(task -> pages.add(task.getString("_id")));
        stores.live("comments").find().forEach(comment -> pages.add(comment.getString("commentId")));
        return new Contents(byService, pages);
    }

    private void checkGrowth(Contents before, String policy) {
        Set<String> written = new TreeSet<>();
        Map<String, String> collections =
                Map.of(RunningSystem.POST, "posts", RunningSystem.COMMENT, "comments", RunningSystem.TASK, "tasks");
        Contents after = contents();
        collections.forEach((service, collection) -> {
            expectGrowth(service, before.ids(service, collection), after.ids(service, collection), ledger.ids(service));
            written.addAll(ledger.ids(service));
        });
        expectGrowth("the read model", before.pages(), after.pages(), written);
        expectGrowth(
                "policies",
                before.ids(RunningSystem.MODERATION, "policies"),
                after.ids(RunningSystem.MODERATION, "policies"),
                // What was in force already is answered too when it is put again.
                without(ledger.policies(), Set.of(policy.replace("\"", ""))));
        expectStarted("replays", before.ids(RunningSystem.QUERY, "replays"), after.ids(RunningSystem.QUERY, "replays"));
        expectStarted(
                "runs", before.ids(RunningSystem.MODERATION, "runs"), after.ids(RunningSystem.MODERATION, "runs"));
        for (String service : List.of(RunningSystem.POST, RunningSystem.TASK)) {
            Map<String, String> was = before.byService().getOrDefault(service, Map.of());
            Map<String, String> is = after.byService().getOrDefault(service, Map.of());
            was.forEach((key, document) -> {
                if (!document.equals(is.get(key))) {
                    violations.add("nobody asked to change " + service + "/" + key);
                }
            });
        }
    }

    /// Of replays and runs only so many are kept.
    private void expectStarted(String what, Set<String> before, Set<String> after) {
        Set<String> unasked = without(without(after, before), ledger.started());
        if (!unasked.isEmpty()) {
            violations.add("%s that nobody started: %s".formatted(what, unasked));
        }
    }

    private void expectGrowth(String what, Set<String> before, Set<String> after, Set<String> accepted) {
        Set<String> grown = without(after, before);
        if (!grown.equals(accepted) || !after.containsAll(before)) {
            violations.add("%s: %d came, %d were accepted; nobody wrote %s, and %s are gone"
                    .formatted(
                            what, grown.size(), accepted.size(), without(grown, accepted), without(accepted, grown)));
        }
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    /// Everything that was accepted is shown as it was answered then, by its owner and by query-service.
    private void checkTexts() {
        ledger.there(RunningSystem.POST).forEach((id, post) -> {
            expectSame(
                    post,
                    Call.get(api.url(RunningSystem.POST, "/posts/" + id))
                            .send()
                            .expect(200)
                            .json());
            expectTexts(post, api.read("/posts/" + id).send().expect(200).json(), "title", "body");
        });
        ledger.there(RunningSystem.TASK).forEach((id, task) -> {
            Answer kept = Call.get(api.url(RunningSystem.TASK, "/v1/tasks/" + id))
                    .send()
                    .expect(200);
            expectSame(task, Ledger.aggregate(RunningSystem.TASK, kept.json()));
            expectTexts(task, api.read("/tasks/" + id).send().expect(200).json(), "name", "description", "status");
        });
        Map<UUID, JsonNode> shown = new TreeMap<>();
        Set<UUID> posts = ledger.there(RunningSystem.POST).keySet();
        for (UUID post : posts) {
            for (String status : List.of("approved", "pending", "rejected")) {
                all("/posts/" + post + "/comments?limit=100&status=" + status)
                        .forEach(comment ->
                                shown.put(UUID.fromString(comment.path("id").asString()), comment));
            }
        }
        ledger.there(RunningSystem.COMMENT).forEach((id, comment) -> {
            if (posts.contains(UUID.fromString(comment.path("postId").asString()))) {
                expectTexts(
                        comment,
                        Call.get(api.url(RunningSystem.COMMENT, "/comments/" + id))
                                .send()
                                .json(),
                        "content");
                expectTexts(comment, shown.getOrDefault(id, comment.path("nowhere")), "content");
            }
        });
    }

    private List<JsonNode> all(String path) {
        List<JsonNode> items = new ArrayList<>();
        for (String cursor = ""; ; ) {
            JsonNode page = api.read(path + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .send()
                    .expect(200)
                    .json();
            items.addAll(Api.list(page.path("items")));
            cursor = page.path("nextCursor").asString("");
            if (cursor.isEmpty()) {
                return items;
            }
        }
    }

    private void expectSame(JsonNode answered, JsonNode kept) {
        if (!kept.equals(answered)) {
            violations.add("was answered as %s, and is kept as %s".formatted(answered, kept));
        }
    }

    private void expectTexts(JsonNode written, JsonNode shown, String... fields) {
        for (String field : fields) {
            if (!shown.path(field).asString("").equals(written.path(field).asString(""))) {
                violations.add("%s of %s is shown as %s".formatted(field, written, shown));
            }
        }
    }
}
