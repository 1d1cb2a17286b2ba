package dev.reprise.system.campaign;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What is done in one run. A seed gives the same plan each time; how requests and faults meet in time is up to the
/// machine.
///
/// @param clients what each client does, in order
/// @param faults in order; each begins after the one before was healed
record Plan(long seed, List<List<Step>> clients, List<Fault> faults) {

    static Plan of(long seed, int clients, int operations, int faults) {
        // Not Random, whose first numbers are much the same for neighbouring seeds.
        RandomGenerator random = new SplittableRandom(seed);
        List<Fault> drawn =
                Stream.generate(() -> Fault.drawn(random)).limit(faults).toList();
        return new Plan(
                seed,
                IntStream.range(0, clients)
                        .mapToObj(client -> steps(
                                new SplittableRandom(random.nextLong()),
                                operations / clients + (client < operations % clients ? 1 : 0)))
                        .toList(),
                drawn);
    }

    private static List<Step> steps(RandomGenerator random, int count) {
        return Stream.generate(() -> Step.drawn(random)).limit(count).toList();
    }

    int operations() {
        return clients.stream().mapToInt(List::size).sum();
    }
}
