package dev.reprise.system;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// A place in a YAML document; a place that is not there reads as empty.
record YamlNode(@Nullable Object value) {

    static YamlNode parse(String yaml) {
        return new YamlNode(new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml));
    }

    YamlNode at(String... path) {
        YamlNode node = this;
        for (String name : path) {
            node = new YamlNode(node.value instanceof Map<?, ?> map ? map.get(name) : null);
        }
        return node;
    }

    boolean isPresent() {
        return value != null;
    }

    /// The scalar as text; empty when there is none.
    String text() {
        return Optional.ofNullable(value).map(Object::toString).orElse("");
    }

    List<String> texts() {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /// The names in this mapping, sorted.
    Set<String> names() {
        return value instanceof Map<?, ?> map
                ? map.keySet().stream().map(String::valueOf).collect(Collectors.toCollection(TreeSet::new))
                : Set.of();
    }
}
