package dev.reprise.cli.store;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Runs the statements of one `insert`, `update` or `delete` command one by one, the way MongoDB answers for
/// them: an ordered command stops at its first error, and `n` counts what succeeded. For one command; not
/// thread-safe.
final class Statements {
    private final String field;
    private final List<Document> upserted = new ArrayList<>();
    private final List<Document> errors = new ArrayList<>();
    private int n;
    private int modified;

    private Statements(String field) {
        this.field = field;
    }

    /// The field that holds a command's statements, or null when the command isn't made of any.
    static @Nullable String fieldOf(String command) {
        return switch (command) {
            case "insert" -> "documents";
            case "update" -> "updates";
            case "delete" -> "deletes";
            default -> null;
        };
    }

    /// Runs all statements of a command, one by one.
    ///
    /// @param one runs a command that has a single statement
    /// @return the reply for all of them
    static Document run(String field, Document command, UnaryOperator<Document> one) {
        Statements statements = new Statements(field);
        boolean ordered = !Boolean.FALSE.equals(command.get("ordered"));
        List<?> all = (List<?>) command.getOrDefault(field, List.of());
        for (int index = 0; index < all.size(); index++) {
            boolean succeeded = statements.run(command, index, all.get(index), one);
            if (ordered && !succeeded) {
                break;
            }
        }
        return statements.reply();
    }

    private boolean run(Document command, int index, Object statement, UnaryOperator<Document> one) {
        Document single = command.clone();
        single.put(field, List.of(statement));
        Document reply;
        try {
            reply = one.apply(single);
        } catch (MongoServerError refused) {
            errors.add(new Document("index", index)
                    .append("code", refused.getCode())
                    .append("errmsg", refused.getMessageWithoutErrorCode()));
            return false;
        }
        addAll(reply.get("upserted"), index, upserted);
        boolean failed = addAll(reply.get("writeErrors"), index, errors);
        n += failed ? 0 : intOf(reply.get("n"));
        modified += intOf(reply.get("nModified"));
        return !failed;
    }

    private static boolean addAll(@Nullable Object entries, int index, List<Document> target) {
        if (!(entries instanceof Iterable<?> documents)) {
            return false;
        }
        boolean any = false;
        for (Object entry : documents) {
            Document own = new Document("index", index);
            ((Document) entry).forEach((key, value) -> own.putIfAbsent(key, value));
            target.add(own);
            any = true;
        }
        return any;
    }

    private static int intOf(@Nullable Object number) {
        return number instanceof Number value ? value.intValue() : 0;
    }

    private Document reply() {
        Document reply = new Document("n", n);
        if (field.equals("updates")) {
            reply.put("nModified", modified);
        }
        if (!upserted.isEmpty()) {
            reply.put("upserted", upserted);
        }
        if (!errors.isEmpty()) {
            reply.put("writeErrors", errors);
        }
        Utils.markOkay(reply);
        return reply;
    }
}
