package dev.reprise.cli.up;

import dev.reprise.cli.launch.Parts;
import dev.reprise.cli.launch.Service;
import dev.reprise.cli.state.StateFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Where and when services are trained: started once more, on a small system of their own, so that each writes an
/// AOT cache that its later starts use. See `docs/decisions/0011-aot-caches.md`.
///
/// @param home the project's root. Its builds are trained, whichever state folders they are started with
record Training(Path home) {
    /// The small system: nothing in it is kept.
    StateFolder place() {
        return new StateFolder(home.resolve("reprise-cli/target/training"));
    }

    /// The services that have no cache that fits, of those that have been started since they were built.
    List<Service> missing() throws IOException {
        Parts parts = new Parts(home, place());
        List<Service> missing = new ArrayList<>();
        for (Service service : Service.ALL) {
            if (!parts.needsNoCache(service)) {
                missing.add(service);
            }
        }
        return missing;
    }
}
