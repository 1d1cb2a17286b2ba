package dev.reprise.system.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.reprise.system.ApiDocument.Operation;
import dev.reprise.system.hostile.HostileBodies.Distortion;
import dev.reprise.system.hostile.HostileValues.Value;
import dev.reprise.system.hostile.Surface.Kind;
import dev.reprise.system.hostile.Surface.Slot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Puts hostile values into requests that would be taken: each into one place, every fifth into a second one of
/// the same operation too. The same seed and surface make the same attacks.
final class Attacks {

    private static final Pattern VARIABLE = Pattern.compile("/([^/{]+)/\\{([^}]+)}");

    private static final List<Framing> FRAMINGS = List.of(Framing.values());

    /// What is put where.
    ///
    /// @param distortion of the body as a whole, or [Value] in any other place
    private record Change(
            Slot slot, @Nullable Value value, @Nullable Distortion distortion) {
        String what() {
            return slot.kind() + " " + slot.name() + " = "
                    + (value != null ? value.name() : distortion != null ? distortion.name() : "");
        }
    }

    private final Random random;
    private final Map<String, List<Change>> packs = new HashMap<>();

    Attacks(long seed) {
        random = new Random(seed);
    }

    /// That many for each slot, different ones as long as there are any, in an order by chance.
    List<Attack> of(List<Slot> slots, int each) {
        Map<String, List<Slot>> byOperation = new LinkedHashMap<>();
        slots.forEach(slot -> byOperation
                .computeIfAbsent(slot.service() + slot.operation(), _ -> new ArrayList<>())
                .add(slot));
        List<Attack> attacks = new ArrayList<>();
        for (Slot slot : slots) {
            List<Slot> others = byOperation.getOrDefault(slot.service() + slot.operation(), List.of(slot));
            for (int i = 0; i < each; i++) {
                Change change = next(slot);
                Change second = random.nextInt(5) == 0 ? next(others.get(random.nextInt(others.size()))) : null;
                Framing framing = FRAMINGS.get(random.nextInt(FRAMINGS.size()));
                attacks.add(subjects -> request(change, second, framing, subjects));
            }
        }
        Collections.shuffle(attacks, random);
        return attacks;
    }

    private Change next(Slot slot) {
        List<Change> pack = packs.computeIfAbsent(slot.toString(), _ -> new ArrayList<>());
        if (pack.isEmpty()) {
            switch (slot.kind()) {
                case BODY -> HostileBodies.ALL.forEach(one -> pack.add(new Change(slot, null, one)));
                case FRAMING -> pack.add(new Change(slot, null, null));
                case PATH, QUERY, HEADER, FIELD, METHOD ->
                    HostileValues.of(slot.kind(), slot.name()).forEach(one -> pack.add(new Change(slot, one, null)));
            }
            Collections.shuffle(pack, random);
        }
        return pack.removeLast();
    }

    private static RawRequest request(Change first, @Nullable Change second, Framing framing, Subjects subjects) {
        Slot slot = first.slot();
        Operation operation = slot.operation();
        Map<Kind, Map<String, String>> put = new EnumMap<>(Kind.class);
        List<Distortion> whole = new ArrayList<>();
        boolean framed = false;
        String what = first.what() + (second == null ? "" : ", " + second.what());
        for (Change change : second == null ? List.of(first) : List.of(first, second)) {
            framed |= change.slot().kind() == Kind.FRAMING;
            if (change.value() != null) {
                put.computeIfAbsent(change.slot().kind(), _ -> new LinkedHashMap<>())
                        .put(change.slot().name(), change.value().wire());
            } else if (change.distortion() != null) {
                whole.add(change.distortion());
            }
        }
        JsonNode example = operation.request().path("example");
        String content = null;
        if (!example.isMissingNode()) {
            Map<String, String> fields = new HashMap<>(put.getOrDefault(Kind.FIELD, Map.of()));
            if (operation.id().equals("decide")) {
                fields.putIfAbsent("/commentId", "\"" + subjects.id(slot.service(), "comments") + "\"");
            }
            content = HostileBodies.with(example, fields);
            for (Distortion distortion : whole) {
                content = distortion.of().apply(content);
            }
        }
        String start = put.getOrDefault(Kind.METHOD, Map.of()).getOrDefault("method", operation.method()) + " "
                + target(slot.service(), operation, put, subjects) + " HTTP/1.1\r\n"
                + headers(slot, operation, put.getOrDefault(Kind.HEADER, Map.of()), content != null, subjects);
        return sent(slot, what, start, content, framed ? framing : Framing.LENGTH);
    }

    private static RawRequest sent(Slot slot, String what, String start, @Nullable String content, Framing framing) {
        if (content == null) {
            return new RawRequest(slot.service(), slot.operation(), what, start + "\r\n", null, new byte[0]);
        }
        return new RawRequest(
                slot.service(),
                slot.operation(),
                framing == Framing.LENGTH ? what : what + " " + framing,
                start + framing.headers(content) + "\r\n",
                framing.isSound() ? content.getBytes(ISO_8859_1) : null,
                framing.body(content).getBytes(ISO_8859_1));
    }

    private static String target(
            String service, Operation operation, Map<Kind, Map<String, String>> put, Subjects subjects) {
        Map<String, String> variables = put.getOrDefault(Kind.PATH, Map.of());
        Matcher matcher = VARIABLE.matcher(operation.path());
        String path = matcher.replaceAll(found -> {
            String id = variables.getOrDefault(found.group(2), subjects.id(service, found.group(1)));
            return Matcher.quoteReplacement("/" + found.group(1) + "/" + id);
        });
        StringBuilder query = new StringBuilder();
        Map<String, String> parameters = put.getOrDefault(Kind.QUERY, Map.of());
        parameters.forEach((name, value) -> query.append(query.isEmpty() ? "?" : "&")
                .append(name.replace("$", "%24"))
                .append('=')
                .append(value));
        if (put.getOrDefault(Kind.HEADER, Map.of()).containsKey("Consistency-Token")
                && !parameters.containsKey("wait")) {
            query.append(query.isEmpty() ? "?" : "&").append("wait=20"); // a forged token would be waited for
        }
        return path + query;
    }

    private static String headers(
            Slot slot, Operation operation, Map<String, String> put, boolean hasBody, Subjects subjects) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", subjects.host(slot.service()));
        headers.put("X-Author", subjects.author());
        for (JsonNode parameter : operation.body().path("parameters")) {
            if (parameter.path("name").asString().equals("If-Match")
                    && parameter.path("required").asBoolean(false)) {
                Matcher subject = VARIABLE.matcher(operation.path());
                headers.put("If-Match", subject.find() ? subjects.etag(subject.group(1)) : "*");
            }
        }
        if (hasBody) {
            headers.put("Content-Type", "application/json");
        }
        headers.putAll(put);
        StringBuilder lines = new StringBuilder("Connection: close\r\n");
        headers.forEach(
                (name, value) -> lines.append(name).append(": ").append(value).append("\r\n"));
        return lines.toString();
    }
}
