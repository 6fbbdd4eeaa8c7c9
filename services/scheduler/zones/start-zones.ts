import type { Logger } from "../../runtime/logging/logger.ts";
import type { Lifetime } from "../../runtime/process/lifecycle.ts";
import { startLoop } from "../../runtime/process/loop.ts";
import type { Telemetry } from "../../runtime/telemetry/telemetry.ts";
import { noZoneRulesPass, ZoneFollower } from "../loops/follow-zone-rules.ts";
import type { Scheduler } from "../scheduler.ts";
import { createZoneNotes } from "./zone-notes.ts";

/** Time between two looks for newer zone rules and for plans made by older ones. */
const followEveryMs = 2_000;

/**
 * Reads which zone rules are in force, and starts the loop that follows them.
 *
 * @param doubt the reason why the clock must not be used for planning now; null: it may be used
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
  // Reads the rules before the first create. If the store is down now, the loop reads them once it is back.
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
          // Rests as long as the batch took, which leaves the store to others half of the time.
          return pass.more ? Math.ceil(performance.now() - startedAt) : followEveryMs;
        },
      }),
    (loop) => loop.stop(),
  );
}
