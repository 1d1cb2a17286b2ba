package dev.reprise.system;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/// Gives every test class the same running system. The first one starts it, the end of the suite stops it, and so does
/// the end of the process. A test that fails shows how the parts' logs end.
public final class OneSystem implements BeforeAllCallback, ParameterResolver, TestWatcher {

    private static final Namespace NAMESPACE = Namespace.create(OneSystem.class);
    private static final List<Class<?>> GIVEN = List.of(RunningSystem.class, Api.class, Topics.class, Stores.class);
    private static final int LOG_LINES = 25;

    /// Why the system could not be started; said again by every test class instead of trying again.
    private record Failed(RuntimeException cause) {}

    @Override
    public void beforeAll(ExtensionContext context) {
        system(context);
    }

    private static RunningSystem system(ExtensionContext context) {
        Object started = store(context).computeIfAbsent(RunningSystem.class, _ -> start(), Object.class);
        if (started instanceof Failed failed) {
            throw new IllegalStateException("The system does not run: " + failed.cause.getMessage(), failed.cause);
        }
        return (RunningSystem) started;
    }

    private static Object start() {
        Path root = Path.of(System.getProperty("reprise.root", ".."))
                .toAbsolutePath()
                .normalize();
        try {
            RunningSystem system = switch (System.getProperty("reprise.system", "embedded")) {
                case "embedded" -> EmbeddedSystem.start(root);
                case "containers" -> ContainerSystem.start(root);
                case String other -> throw new IllegalArgumentException("No system is called " + other);
            };
            Runtime.getRuntime().addShutdownHook(new Thread(system::close));
            return system;
        } catch (RuntimeException e) {
            return new Failed(e);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return GIVEN.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> wanted = parameter.getParameter().getType();
        if (wanted == RunningSystem.class) {
            return system(context);
        } else if (wanted == Api.class) {
            return shared(context, Api.class, Api::new);
        } else if (wanted == Topics.class) {
            return shared(context, Topics.class, Topics::new);
        }
        return shared(context, Stores.class, Stores::new);
    }

    private static <T> T shared(ExtensionContext context, Class<T> type, Function<RunningSystem, T> made) {
        return store(context).computeIfAbsent(type, _ -> made.apply(system(context)), type);
    }

    private static Store store(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE);
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        RunningSystem system = system(context);
        StringBuilder ends = new StringBuilder(context.getDisplayName() + " failed; the logs end so:\n");
        parts().forEach(part -> ends.append("--- ").append(part).append('\n').append(end(system.log(part))));
        System.err.println(ends);
    }

    private static List<String> parts() {
        List<String> parts = new ArrayList<>(RunningSystem.SERVICES);
        parts.addAll(List.of(RunningSystem.BROKER, RunningSystem.STORE));
        return parts;
    }

    private static String end(String log) {
        List<String> lines = log.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size())) + "\n";
    }
}
