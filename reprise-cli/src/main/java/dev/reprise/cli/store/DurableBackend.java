package dev.reprise.cli.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.netty.channel.Channel;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;

/// The backend of one store: each reply waits until what it tells of is in the file. Safe for any number of
/// connections.
final class DurableBackend extends H2Backend {
    private static final int COMMAND_NOT_SUPPORTED = 115;
    private static final Set<String> READS = Set.of(
            "find",
            "getmore",
            "killcursors",
            "count",
            "distinct",
            "listcollections",
            "listindexes",
            "listdatabases",
            "collstats",
            "dbstats",
            "validate",
            "hello",
            "ismaster",
            "ping",
            "buildinfo",
            "serverstatus",
            "whatsmyuri",
            "getlog",
            "getparameter",
            "hostinfo",
            "connectionstatus");

    private final StoreFile file;
    private final GroupCommit commits;

    DurableBackend(StoreFile file) {
        super(file.store());
        this.file = file;
        this.commits = file.commits();
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new StoreDatabase(name, getMvStore(), getCursorRegistry());
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        try {
            String statements = Statements.fieldOf(command);
            if (statements != null) {
                return Statements.run(statements, query, single -> changed(channel, database, command, single));
            }
            return isRead(command, query)
                    ? file.read(() -> super.handleCommand(channel, database, command, query))
                    : changed(channel, database, command, query);
        } finally {
            commits.awaitDurable();
        }
    }

    private Document changed(Channel channel, String database, String command, Document query) {
        if (command.equalsIgnoreCase("renameCollection")) {
            // The library renames in memory only: after a restart the data would be under the old name.
            throw new MongoServerError(COMMAND_NOT_SUPPORTED, "CommandNotSupported", "Collections can't be renamed");
        }
        return commits.change(() -> super.handleCommand(channel, database, command, query));
    }

    private static boolean isRead(String command, Document query) {
        String name = command.toLowerCase(Locale.ROOT);
        return READS.contains(name) || (name.equals("aggregate") && !writesItsResult(query));
    }

    private static boolean writesItsResult(Document aggregate) {
        return aggregate.get("pipeline") instanceof Collection<?> stages
                && stages.stream()
                        .anyMatch(stage -> stage instanceof Document document
                                && (document.containsKey("$out") || document.containsKey("$merge")));
    }
}
