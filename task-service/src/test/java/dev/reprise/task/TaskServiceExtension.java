package dev.reprise.task;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests the one [RunningTaskService]: started for the first of them, stopped after the last.
public final class TaskServiceExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(TaskServiceExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == RunningTaskService.class;
    }

    @Override
    public RunningTaskService resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(RunningTaskService.class, _ -> new RunningTaskService(), RunningTaskService.class);
    }
}
