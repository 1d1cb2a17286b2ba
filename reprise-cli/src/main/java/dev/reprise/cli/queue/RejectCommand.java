package dev.reprise.cli.queue;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "reject", description = "Keep comments from being seen.")
final class RejectCommand implements Callable<Integer> {
    @Mixin
    private final DecisionOptions decisions = new DecisionOptions();

    @Override
    public Integer call() throws InterruptedException {
        return decisions.decide("reject");
    }
}
