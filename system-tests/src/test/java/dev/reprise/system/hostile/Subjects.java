package dev.reprise.system.hostile;

import dev.reprise.system.Answer;
import dev.reprise.system.Api;
import dev.reprise.system.RunningSystem;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What one client's requests are about: a post, a comment on another post, and a task that nobody else touches,
/// made anew when a request deleted them, and a replay and runs that all clients share. Used by one thread.
final class Subjects {

    /// What a comment's verdict changes, at a time of its own.
    private static final java.util.List<String> OF_VERDICTS =
            java.util.List.of("status", "version", "reason", "updatedAt");

    private final Api api;
    private final Ledger ledger;
    private final String author;
    private final Map<String, UUID> shared;
    private final UUID discussed;
    private final Map<String, UUID> own = new HashMap<>();
    private final Map<String, Answer> kept = new HashMap<>();

    /// @param shared by what stands before the id in addresses, e.g. `replays`
    Subjects(Api api, Ledger ledger, String author, Map<String, UUID> shared) {
        this.api = api;
        this.ledger = ledger;
        this.author = author;
        this.shared = shared;
        this.discussed = created(RunningSystem.POST, api.posting(author, "Is discussed"));
        renew();
    }

    String author() {
        return author;
    }

    String host(String service) {
        return api.url(service, "").replace("http://", "");
    }

    /// The id that stands after that name in an address of a service.
    String id(String service, String name) {
        if (service.equals(RunningSystem.COMMENT) && name.equals("posts")) {
            return discussed.toString();
        }
        UUID id = own.getOrDefault(name, shared.getOrDefault(name, HostileValues.NOWHERE));
        return name.equals("parked") ? "none" : id.toString();
    }

    /// The `ETag` of what an operation is about.
    String etag(String name) {
        Answer last = kept.get(name);
        return last == null ? "*" : last.header("ETag");
    }

    /// Makes those that are gone.
    void renew() {
        own.computeIfAbsent("posts", _ -> created(RunningSystem.POST, api.posting(author, "Stays as it is")));
        own.computeIfAbsent(
                "comments", _ -> created(RunningSystem.COMMENT, api.commenting(author, discussed, "Stays as it is")));
        own.computeIfAbsent(
                "tasks", _ -> created(RunningSystem.TASK, api.creatingTask(Map.of("name", "Stays as it is"))));
        own.keySet().stream().filter(name -> !kept.containsKey(name)).forEach(this::look);
    }

    private UUID created(String service, dev.reprise.system.Call call) {
        // A comment is refused until comment-service has heard of its post.
        Answer answer = dev.reprise.system.Patience.patiently()
                .until(call::send, made -> made.status() != 404)
                .expect(201);
        return ledger.accepted(service, answer.json());
    }

    /// Looks at one of them as its owner keeps it, without what a verdict changes, and forgets it when it is gone.
    JsonNode look(String name) {
        Answer now =
                dev.reprise.system.Call.get(api.url(owner(name), address(name))).send();
        if (now.status() == 404) {
            own.remove(name);
            kept.remove(name);
        } else {
            kept.put(name, now);
        }
        return state(name, now);
    }

    /// As it was looked at last.
    JsonNode lastSeen(String name) {
        return state(name, java.util.Objects.requireNonNull(kept.get(name)));
    }

    boolean has(String name) {
        return own.containsKey(name);
    }

    private static JsonNode state(String name, Answer answer) {
        JsonNode state = answer.json();
        if (name.equals("comments")) {
            ((ObjectNode) state).remove(OF_VERDICTS);
        }
        return state;
    }

    private static String owner(String name) {
        return switch (name) {
            case "posts" -> RunningSystem.POST;
            case "comments" -> RunningSystem.COMMENT;
            case "tasks" -> RunningSystem.TASK;
            default -> throw new IllegalArgumentException("nobody owns " + name);
        };
    }

    private String address(String name) {
        String id = java.util.Objects.requireNonNull(own.get(name)).toString();
        return name.equals("tasks") ? "/v1/tasks/" + id : "/" + name + "/" + id;
    }
}
