package dev.reprise.query.model;

import java.util.Comparator;
import java.util.UUID;

/// The order in which the store keeps ids.
final class TextOrder {

    /// Ids in the order of their text, which is that of their bits without a sign.
    static final Comparator<UUID> OF_IDS = (one, other) -> {
        int byTime = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return byTime != 0
                ? byTime
                : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    };

    private TextOrder() {}
}
