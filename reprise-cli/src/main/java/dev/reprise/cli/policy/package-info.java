/// `reprise policy`: the policy in force, what another one would decide, and the policy applied to the past.
@NullMarked
package dev.reprise.cli.policy;

import org.jspecify.annotations.NullMarked;
