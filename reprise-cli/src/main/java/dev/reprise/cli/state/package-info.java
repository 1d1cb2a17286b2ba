/// The state folder and what is written in it about the system that runs: `run.json`, which every command reads.
@NullMarked
package dev.reprise.cli.state;

import org.jspecify.annotations.NullMarked;
