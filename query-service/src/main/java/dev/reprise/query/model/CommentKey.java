package dev.reprise.query.model;

import java.util.Comparator;
import java.util.UUID;

/// Names a comment in the read model.
record CommentKey(UUID postId, UUID commentId) {

    /// The order of [#id].
    static final Comparator<CommentKey> ORDER = Comparator.comparing(CommentKey::postId, TextOrder.OF_IDS)
            .thenComparing(CommentKey::commentId, TextOrder.OF_IDS);

    /// The `_id`: a post's comments stand together, the oldest first, so that a page is a walk along the primary index.
    String id() {
        return postId + "/" + commentId;
    }

    @Override
    public int hashCode() {
        return commentId.hashCode();
    }
}
