package dev.reprise.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The files that say how the services run in containers, held against each module's own settings.
final class Topology {

    static final String COMPOSE = "docker-compose.yml";
    static final String ENV_EXAMPLE = ".env.example";
    static final String MONGO_INIT = "deploy/mongo-init.js";

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(:\\?[^}]+)?");
    private static final Pattern ASSIGNED = Pattern.compile("(?m)^([A-Z_]+)=");
    private static final Pattern STORE = Pattern.compile("mongodb://([^:]+):\\$\\{([A-Z_]+):[^}]*}@mongo:27017/(.+)");
    private static final Pattern BASE_IMAGE = Pattern.compile("(?m)^FROM (\\S+)");
    private static final Pattern PINNED = Pattern.compile("[^:]+:[^:]*\\d+\\.\\d+\\.\\d+[^:]*");
    private static final Set<String> SETTINGS =
            Set.of("SERVER_PORT", "SPRING_KAFKA_BOOTSTRAP_SERVERS", "SPRING_MONGODB_URI");

    private final Map<String, String> files;
    private final YamlNode services;
    private final List<String> faults = new ArrayList<>();
    private final Map<String, String> owners = new HashMap<>();

    private Topology(Map<String, String> files) {
        this.files = files;
        this.services = YamlNode.parse(file(COMPOSE)).at("services");
    }

    static Topology read(Path root) {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.find(root, 5, (path, _) -> isRead(root.relativize(path)))) {
            for (Path path : found.toList()) {
                files.put(root.relativize(path).toString(), Files.readString(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Topology(files);
    }

    private static boolean isRead(Path path) {
        String name = path.toString();
        return Set.of(COMPOSE, ENV_EXAMPLE, MONGO_INIT).contains(name)
                || name.matches("[^/]+/Dockerfile")
                || name.matches("[^/]+/src/main/resources/application\\.yml");
    }

    /// The same files but for one text in one of them.
    ///
    /// @throws IllegalArgumentException when the text does not stand there
    Topology with(String file, String text, String replacement) {
        if (!file(file).contains(text)) {
            throw new IllegalArgumentException(file + " has no " + text);
        }
        Map<String, String> changed = new TreeMap<>(files);
        changed.put(file, file(file).replaceFirst(Pattern.quote(text), Matcher.quoteReplacement(replacement)));
        return new Topology(changed);
    }

    /// Everything that is wrong, a sentence a fault.
    List<String> faults() {
        faults.clear();
        owners.clear();
        Set<String> built = services.names().stream()
                .filter(name -> services.at(name, "build").isPresent())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> modules = files.keySet().stream()
                .filter(name -> name.endsWith("/Dockerfile"))
                .map(name -> name.substring(0, name.indexOf('/')))
                .collect(Collectors.toCollection(TreeSet::new));
        require(built.equals(modules), "compose builds %s, but Dockerfiles stand in %s".formatted(built, modules));
        services.names().forEach(this::checkContainer);
        built.forEach(this::checkService);
        checkVariables();
        checkBroker();
        checkStore();
        return List.copyOf(faults);
    }

    private void checkContainer(String name) {
        YamlNode container = services.at(name);
        requirePinned(name, container.at("image").text());
        for (String port : container.at("ports").texts()) {
            require(port.startsWith("127.0.0.1:"), "%s is published beyond this machine: %s".formatted(name, port));
        }
        boolean built = container.at("build").isPresent();
        require(
                built || !container.at("healthcheck", "test").texts().isEmpty(),
                "%s has no health check".formatted(name));
    }

    private void checkService(String name) {
        YamlNode service = services.at(name);
        YamlNode settings = YamlNode.parse(file(name + "/src/main/resources/application.yml"));
        String port = settings.at("server", "port").text();
        YamlNode environment = service.at("environment");

        requireEqual(
                name + "'s name",
                name,
                settings.at("spring", "application", "name").text());
        requireEqual(name + "'s build", "./" + name, service.at("build").text());
        requireEqual(
                name + "'s ports",
                List.of("127.0.0.1:" + port + ":" + port),
                service.at("ports").texts());
        requireEqual(name + "'s settings", SETTINGS, environment.names());
        requireEqual(
                name + "'s SERVER_PORT", port, environment.at("SERVER_PORT").text());
        require(
                services.at("kafka", "environment", "KAFKA_ADVERTISED_LISTENERS")
                        .text()
                        .endsWith("://"
                                + environment
                                        .at("SPRING_KAFKA_BOOTSTRAP_SERVERS")
                                        .text()),
                name + " looks for the broker where it is not");
        for (String needed : List.of("kafka", "mongo")) {
            requireEqual(
                    name + "'s wait for " + needed,
                    "service_healthy",
                    service.at("depends_on", needed, "condition").text());
        }
        checkOwnStore(name, environment.at("SPRING_MONGODB_URI").text(), settings);
        checkDockerfile(name, port);
    }

    private void checkOwnStore(String name, String uri, YamlNode settings) {
        Matcher store = STORE.matcher(uri);
        if (!store.matches()) {
            faults.add(name + " has no user and required password in its store's address");
            return;
        }
        String database = store.group(3);
        String local = settings.at("spring", "mongodb", "uri").text();
        requireEqual(name + "'s database", local.substring(local.lastIndexOf('/') + 1), database);
        requireEqual(name + "'s user", name, store.group(1));
        for (String own : List.of(store.group(2), database)) {
            String owner = owners.putIfAbsent(own, name);
            require(owner == null, "%s shares %s with %s".formatted(name, own, owner));
        }
        require(
                services.at("mongo", "environment", store.group(2)).text().startsWith("${" + store.group(2) + ":?"),
                "mongo is not told " + store.group(2));
        require(file(MONGO_INIT).contains("'" + database + "'"), MONGO_INIT + " makes no user for " + database);
    }

    private void checkDockerfile(String name, String port) {
        String dockerfile = file(name + "/Dockerfile");
        List<String> lines = dockerfile.lines().toList();
        Predicate<String> has = start -> lines.stream().anyMatch(line -> line.startsWith(start));
        BASE_IMAGE.matcher(dockerfile).results().forEach(image -> requirePinned(name + "/Dockerfile", image.group(1)));
        require(lines.contains("EXPOSE " + port), name + "/Dockerfile does not expose " + port);
        require(lines.stream().anyMatch(line -> line.matches("USER [1-9]\\d*(:\\d+)?")), name + " runs as root");
        require(has.test("COPY target/" + name + ".jar "), name + "/Dockerfile takes another module's jar");
        require(
                has.test("HEALTHCHECK ")
                        && dockerfile.contains("/127.0.0.1/${SERVER_PORT:-" + port + "} ")
                        && dockerfile.contains("GET /actuator/health/readiness "),
                name + "/Dockerfile does not ask for the service's readiness");
    }

    private void checkVariables() {
        Set<String> used = new HashSet<>();
        for (MatchResult variable : VARIABLE.matcher(file(COMPOSE)).results().toList()) {
            used.add(variable.group(1));
            require(variable.group(2) != null, "compose goes on without " + variable.group(1));
        }
        Set<String> explained = ASSIGNED.matcher(file(ENV_EXAMPLE))
                .results()
                .map(assignment -> assignment.group(1))
                .collect(Collectors.toSet());
        requireEqual(ENV_EXAMPLE, used, explained);
    }

    private void checkBroker() {
        YamlNode environment = services.at("kafka", "environment");
        requireEqual(
                "automatic topics",
                "false",
                environment.at("KAFKA_AUTO_CREATE_TOPICS_ENABLE").text());
        requireEqual("retention", "-1", environment.at("KAFKA_LOG_RETENTION_MS").text());
        requireEqual(
                "retained bytes",
                "-1",
                environment.at("KAFKA_LOG_RETENTION_BYTES").text());
        requireVolume("kafka", environment.at("KAFKA_LOG_DIRS").text());
    }

    private void checkStore() {
        YamlNode environment = services.at("mongo", "environment");
        require(
                environment.at("MONGO_INITDB_ROOT_USERNAME").isPresent()
                        && environment.at("MONGO_INITDB_ROOT_PASSWORD").text().startsWith("${MONGO_ROOT_PASSWORD:?"),
                "mongo lets anybody in");
        requireVolume("mongo", "/data/db");
        requireVolume("mongo", "/docker-entrypoint-initdb.d/mongo-init.js:ro");
    }

    private void requireVolume(String name, String place) {
        require(
                services.at(name, "volumes").texts().stream().anyMatch(volume -> volume.endsWith(":" + place)),
                "%s keeps nothing at %s".formatted(name, place));
    }

    private void requirePinned(String where, String image) {
        require(
                PINNED.matcher(image).matches() && !image.contains("latest"),
                "%s takes the image '%s', which is not pinned".formatted(where, image));
    }

    private void requireEqual(String what, Object wanted, Object actual) {
        require(wanted.equals(actual), "%s: %s instead of %s".formatted(what, actual, wanted));
    }

    private void require(boolean holds, String fault) {
        if (!holds) {
            faults.add(fault);
        }
    }

    private String file(String name) {
        String text = files.get(name);
        if (text == null) {
            throw new IllegalStateException("there is no " + name);
        }
        return text;
    }
}
