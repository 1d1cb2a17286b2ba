package dev.reprise.query.replays;

import dev.reprise.query.generations.Generations;
import dev.reprise.query.generations.Pointer;
import dev.reprise.query.generations.PointerStore;
import dev.reprise.query.generations.Switch;
import dev.reprise.starter.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Switches the live generation, there and back. Each switch is one write, which also is its record. Thread-safe.
@Component
class Cutovers {

    private final PointerStore pointers;
    private final Generations generations;
    private final Clock clock;
    private final Duration keepPrevious;

    /// @param keepPrevious how long the generation before goes on following after a switch
    Cutovers(
            PointerStore pointers,
            Generations generations,
            Clock clock,
            @Value("${reprise.replays.keep-previous:1h}") Duration keepPrevious) {
        this.pointers = pointers;
        this.generations = generations;
        this.clock = clock;
        this.keepPrevious = keepPrevious;
    }

    /// @throws dev.reprise.starter.web.ProblemException 409 `never-switched-in`, `not-ready`
    void cutOver(Replay replay, String by) {
        if (!replay.plan().isForServing()) {
            throw conflict(
                            "never-switched-in",
                            "A dry run, or a model of a part of history, is never switched in: start a replay of all"
                                    + " of it.")
                    .exception();
        }
        Instant now = clock.instant();
        Pointer pointer = pointers.read(now);
        State state = stateOf(replay, pointer);
        Switch to = new Switch(
                now,
                by,
                Switch.Kind.CUTOVER,
                pointer.live(),
                replay.generation(),
                replay.id(),
                replay.compared() == null ? null : replay.compared().counts());
        if (state != State.READY || !pointers.cutOver(to, now.plus(keepPrevious))) {
            throw conflict(
                            "not-ready",
                            "The replay is %s; it can be switched in while it is ready.".formatted(state.wireName()))
                    .with("state", state.wireName())
                    .exception();
        }
        generations.refresh();
    }

    /// @throws dev.reprise.starter.web.ProblemException 409 `not-live`, `previous-gone`
    void rollBack(Replay replay, String by) {
        Instant now = clock.instant();
        Pointer pointer = pointers.read(now);
        State state = stateOf(replay, pointer);
        if (state != State.LIVE || pointer.live() != replay.generation()) {
            throw conflict(
                            "not-live",
                            "Only the replay whose generation is served can be rolled back; this one is not.")
                    .with("state", state.wireName())
                    .exception();
        }
        Pointer.Previous previous = pointer.previous();
        if (previous == null) {
            throw previousGone().exception();
        }
        Switch back =
                new Switch(now, by, Switch.Kind.ROLLBACK, pointer.live(), previous.generation(), replay.id(), null);
        if (!pointers.rollBack(back, now.plus(keepPrevious))) {
            throw previousGone().exception();
        }
        generations.refresh();
    }

    private static Problem previousGone() {
        return conflict(
                "previous-gone",
                "The generation before has been dropped, its time was over: start a replay instead of going back.");
    }

    /// A replay's state, with what became of its generation since: the pointer knows, also when a process died right
    /// after a switch.
    static State stateOf(Replay replay, Pointer pointer) {
        UUID id = replay.id();
        State state = replay.state();
        for (Switch made : pointer.switches()) {
            if (made.replay().equals(id)) {
                state = switch (made.kind()) {
                    case CUTOVER -> State.LIVE;
                    case ROLLBACK -> State.ROLLED_BACK;
                };
            }
        }
        return state;
    }

    static Problem conflict(String code, String detail) {
        return new Problem(HttpStatus.CONFLICT, code, detail);
    }
}
