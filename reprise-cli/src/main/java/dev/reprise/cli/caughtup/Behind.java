package dev.reprise.cli.caughtup;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// Something that has not caught up.
///
/// @param who the service, or `broker` when topics grew meanwhile
/// @param what what is the matter, for people
/// @param partition as `posts-7`, when it is about one
/// @param events how many events it lags; absent when that isn't known
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Behind(
        String who,
        String what,
        @Nullable String partition,
        @Nullable Long events) {

    static Behind lag(String who, String partition, long position, long end, String state) {
        String remark = state.isEmpty() || state.equals("running") ? "" : " (" + state + ")";
        return new Behind(
                who, "%s is at %d of %d%s".formatted(partition, position, end, remark), partition, end - position);
    }

    static Behind because(String who, String what) {
        return new Behind(who, what, null, null);
    }

    @Override
    public String toString() {
        return who + ": " + what;
    }
}
