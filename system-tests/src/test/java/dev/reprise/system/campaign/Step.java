package dev.reprise.system.campaign;

import java.util.random.RandomGenerator;

/// One operation of a client, as far as a seed can tell it: what it is done to depends on what there is by then.
///
/// @param which picks one of several, 0 to 1
/// @param how picks a variant, 0 to 1
/// @param isRejectable whether a comment says what the policy rejects
/// @param isKeyed whether it has an idempotency key, and so is tried again
/// @param isRepeated whether it is sent once more after it was acknowledged
/// @param isReadBack whether its client reads it with its token
record Step(
        Action action,
        double which,
        double how,
        boolean isRejectable,
        boolean isKeyed,
        boolean isRepeated,
        boolean isReadBack) {

    enum Action {
        CREATE_POST(10),
        EDIT_POST(9),
        DELETE_POST(2),
        CREATE_COMMENT(28),
        EDIT_COMMENT(9),
        DELETE_COMMENT(3),
        CREATE_TASK(5),
        UPDATE_TASK(10),
        /// Something that has to be refused.
        ASK_FOR_REFUSAL(5),
        /// A write under a key that was not answered is sent once more.
        TRY_AGAIN(3),
        READ(16);

        private final int weight;

        Action(int weight) {
            this.weight = weight;
        }
    }

    static Step drawn(RandomGenerator random) {
        int left = random.nextInt(100);
        Action drawn = Action.READ;
        for (Action action : Action.values()) {
            left -= action.weight;
            if (left < 0) {
                drawn = action;
                break;
            }
        }
        return new Step(
                drawn,
                random.nextDouble(),
                random.nextDouble(),
                random.nextInt(4) == 0,
                random.nextInt(5) > 0,
                random.nextInt(10) == 0,
                random.nextInt(2) == 0);
    }
}
