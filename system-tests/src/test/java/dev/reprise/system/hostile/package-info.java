/// Requests that no well-meaning client sends, on every field that the OpenAPI documents name.
///
/// [dev.reprise.system.hostile.Surface] says where something can be put, [dev.reprise.system.hostile.HostileValues] and
/// [dev.reprise.system.hostile.HostileBodies] what, [dev.reprise.system.hostile.Attacks] puts it there by a seed,
/// [dev.reprise.system.hostile.RawHttp] sends it as bytes, and [dev.reprise.system.hostile.AnswerRules] and
/// [dev.reprise.system.hostile.Ledger] judge what comes of it.
@NullMarked
package dev.reprise.system.hostile;

import org.jspecify.annotations.NullMarked;
