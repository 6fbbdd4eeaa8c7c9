import type { Logger } from "../../runtime/logging/logger.ts";
import type { Telemetry } from "../../runtime/telemetry/telemetry.ts";
import type { ZoneRulesPass } from "../loops/follow-zone-rules.ts";
import { isNewerVersion } from "./newer-version.ts";
import type { ZoneBook } from "./zone-book.ts";

/**
 * Reports passes: updates metrics at once, and logs one line when a zone is done, however many batches it
 * took.
 */
export function createZoneNotes(telemetry: Telemetry, log: Logger, zones: ZoneBook) {
  const counted = telemetry.counter({
    name: "landfall_zone_rules_schedules_total",
    help: "Schedules that came under other rules of their time zone: rescheduled, or unchanged since nothing that is to come moves.",
    labels: ["outcome"],
  });
  telemetry.gauge(
    {
      name: "landfall_zone_rules_outdated",
      help: "1 while newer time zone rules are in force than this process brings along, else 0; plans go by the newer ones.",
      labels: [],
    },
    () => (isOutdated() ? 1 : 0),
  );
  let zone: string | null = null;
  let sum = { replanned: 0, unchanged: 0 };
  let saidOutdated = false;
  const isOutdated = () => isNewerVersion(zones.version, zones.own.version);

  function sayZone(): void {
    if (sum.replanned > 0) {
      const { version } = zones.latest(zone ?? "") ?? zones;
      log.info({ zone, version, ...sum }, "rescheduled: the rules of the zone have changed");
    }
    sum = { replanned: 0, unchanged: 0 };
  }

  function sayEdition({ tookOverFrom }: ZoneRulesPass): void {
    if (tookOverFrom !== null)
      log.info({ version: zones.version, before: tookOverFrom || undefined }, "time zone rules are in force");
    if (isOutdated() && !saidOutdated)
      log.warn(
        { version: zones.own.version, in_force: zones.version },
        "this Node's time zone rules are outdated; plans go by newer ones, which the store has",
      );
    saidOutdated = isOutdated();
  }

  return (pass: ZoneRulesPass): void => {
    sayEdition(pass);
    if (pass.zone !== zone) sayZone();
    zone = pass.zone;
    sum = { replanned: sum.replanned + pass.replanned, unchanged: sum.unchanged + pass.unchanged };
    counted.add({ outcome: "rescheduled" }, pass.replanned);
    counted.add({ outcome: "unchanged" }, pass.unchanged);
    for (const { scheduleId, problem } of pass.setAside)
      log.error({ schedule_id: scheduleId, err: problem }, "set aside: the rules in force give it no plan");
  };
}
