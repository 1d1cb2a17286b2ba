package dev.reprise.system.hostile;

import dev.reprise.system.RunningSystem;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What was accepted: each post, comment and task as the last answer showed it. Thread-safe.
final class Ledger {

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Set<String> OWNERS = Set.of(RunningSystem.POST, RunningSystem.COMMENT, RunningSystem.TASK);

    private final Map<String, Map<UUID, JsonNode>> accepted = new ConcurrentHashMap<>();
    private final Set<UUID> deleted = new ConcurrentSkipListSet<>();
    private final Set<String> policies = new ConcurrentSkipListSet<>();
    private final Set<String> started = new ConcurrentSkipListSet<>();

    /// Notes an aggregate as its owner answered it, and returns its id.
    UUID accepted(String service, JsonNode answer) {
        JsonNode aggregate = aggregate(service, answer);
        UUID id = UUID.fromString(aggregate.path("id").asString());
        accepted.computeIfAbsent(service, _ -> new ConcurrentHashMap<>()).put(id, aggregate);
        return id;
    }

    /// The aggregate in an owner's answer.
    static JsonNode aggregate(String service, JsonNode answer) {
        return service.equals(RunningSystem.TASK) ? answer.path("task") : answer;
    }

    /// What a service accepted and did not delete, by id.
    Map<UUID, JsonNode> there(String service) {
        return accepted.getOrDefault(service, Map.of()).entrySet().stream()
                .filter(entry -> !deleted.contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// The ids of everything that a service accepted.
    Set<String> ids(String service) {
        return accepted.getOrDefault(service, Map.of()).keySet().stream()
                .map(UUID::toString)
                .collect(Collectors.toSet());
    }

    /// The `ETag`s of policies that were answered to those who put one.
    Set<String> policies() {
        return policies;
    }

    /// The ids of replays, previews and rescreens that were started.
    Set<String> started() {
        return started;
    }

    /// Notes what a write did, and says what is wrong with that it was taken.
    ///
    /// @param answer a success
    List<String> took(RawRequest request, RawAnswer answer) {
        String id = request.operation() == null ? "" : request.operation().id();
        String path = request.head().split("[ ?]", 3)[1];
        boolean isOfOwner = OWNERS.contains(request.service()) && !path.startsWith("/parked");
        switch (answer.status()) {
            case 204 -> {
                if (isOfOwner) {
                    deleted.add(UUID.fromString(path.substring(path.lastIndexOf('/') + 1)));
                }
            }
            case 202 -> started.add(answer.json().path("id").asString(""));
            default -> {
                if (id.equals("putPolicy")) {
                    policies.add(answer.header("etag").replace("\"", ""));
                }
            }
        }
        if (!isOfOwner || answer.status() == 204) {
            return List.of();
        }
        accepted(request.service(), answer.json());
        return textViolations(request, aggregate(request.service(), answer.json()));
    }

    private static List<String> textViolations(RawRequest request, JsonNode aggregate) {
        if (request.content() == null) {
            return List.of("was taken, and can't be read to its end");
        }
        JsonNode sent;
        try {
            sent = STRICT.readTree(request.content());
        } catch (JacksonException e) {
            return List.of("was taken, and is no JSON");
        }
        List<String> violations = new ArrayList<>();
        sent.forEachEntry((name, value) -> {
            if (value.isString()) {
                String text = value.asString();
                String kept = text.isBlank() ? "" : Normalizer.normalize(text, Normalizer.Form.NFC);
                if (!aggregate.path(name).asString("").equals(kept)) {
                    violations.add("%s became %s".formatted(name, aggregate.path(name)));
                }
            } else if (!value.isNull()) {
                violations.add(name + " is no text, and was taken");
            }
        });
        return violations;
    }
}
