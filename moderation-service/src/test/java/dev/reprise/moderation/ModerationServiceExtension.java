package dev.reprise.moderation;

import dev.reprise.starter.parts.TestBroker;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests the one [RunningModerationService]: started for the first of them, stopped after the last.
final class ModerationServiceExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(ModerationServiceExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == RunningModerationService.class;
    }

    @Override
    public RunningModerationService resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(
                        RunningModerationService.class,
                        _ -> new RunningModerationService(TestBroker.shared()),
                        RunningModerationService.class);
    }
}
