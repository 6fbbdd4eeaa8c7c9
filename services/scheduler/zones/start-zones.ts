import type { Lifetime } from "../../runtime/lifecycle.ts";
import type { Logger } from "../../runtime/logger.ts";
import { startLoop } from "../../runtime/loop.ts";
import type { Telemetry } from "../../runtime/telemetry/telemetry.ts";
import { noZoneRulesPass, ZoneFollower } from "../loops/follow-zone-rules.ts";
import type { Scheduler } from "../scheduler.ts";
import { createZoneNotes } from "./zone-notes.ts";

/** Between two looks for newer rules of time zones, and for plans that were made by older ones. */
const followEveryMs = 2_000;

/**
 * Reads which rules of time zones are in force, and starts the loop that follows them.
 *
 * @param doubt why nothing may be planned by the clock now; null: it may
 */
export async function startZones(
  lifetime: Lifetime,
  scheduler: Scheduler,
  telemetry: Telemetry,
  log: Logger,
  doubt: () => string | null,
): Promise<void> {
  const follower = new ZoneFollower(scheduler);
  const note = createZoneNotes(telemetry, log, scheduler.zones);
  // The first creates go by what is in force; a store that is away now is read as soon as it is back.
  const tookOverFrom = await follower.read().catch((error) => {
    log.warn({ err: error }, "time zone rules are not read yet");
    return null;
  });
  note({ ...noZoneRulesPass, tookOverFrom });
  await lifetime.start(
    "zones",
    () =>
      startLoop({
        name: "follow-zone-rules",
        clock: scheduler.clock,
        log,
        async runOnce() {
          if (doubt() !== null) return followEveryMs;
          const startedAt = performance.now();
          const pass = await follower.runOnce();
          note(pass);
          // As long a rest as a batch took leaves the store to others for half of the time.
          return pass.more ? Math.ceil(performance.now() - startedAt) : followEveryMs;
        },
      }),
    (loop) => loop.stop(),
  );
}
