/// The campaign: a random workload against real processes while these are killed, paused and cut off, and a check of
/// what was answered against what is left afterwards.
///
/// [dev.reprise.system.campaign.Plan] says from a seed alone what is done, [dev.reprise.system.campaign.Client] and
/// [dev.reprise.system.campaign.Nemesis] do it, [dev.reprise.system.campaign.Aftermath] reads what is left, and
/// [dev.reprise.system.campaign.Checker] judges. Nothing but the checker knows what is right, and it knows no clock, no
/// network and no store.
@NullMarked
package dev.reprise.system.campaign;

import org.jspecify.annotations.NullMarked;
