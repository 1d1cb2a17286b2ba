package dev.reprise.cli.queue;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "approve", description = "Let everybody see comments.")
final class ApproveCommand implements Callable<Integer> {
    @Mixin
    private final DecisionOptions decisions = new DecisionOptions();

    @Override
    public Integer call() throws InterruptedException {
        return decisions.decide("approve");
    }
}
