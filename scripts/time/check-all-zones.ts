/**
 * Holds the wall clock and the cron evaluator against a walk, minute by minute, around every jump
 * of every zone's clock, and the offsets against Intl every hour. Takes minutes; run it when
 * timing/ changes or Node brings a new time zone database.
 *
 *   node scripts/time/check-all-zones.ts [first year] [last year]
 */

import { offsetSpanAt } from "../../services/scheduler/timing/offset-span.ts";
import { findJumps, wallClockReader } from "../../test/timing/brute-force.ts";
import { walkAroundJump } from "../../test/timing/walk-around-jump.ts";

const hourMs = 3_600_000;
const [firstYear = 2024, lastYear = 2029] = process.argv.slice(2).map(Number);
const fromAt = Date.UTC(firstYear, 0, 1);
const toAt = Date.UTC(lastYear + 1, 0, 1);
const zones = [...Intl.supportedValuesOf("timeZone"), "UTC"];
const startedAt = Date.now();
const walked = new Map<string, { compared: number; differences: string[] }>();
const differences: string[] = [];
let [jumpCount, hourCount, comparedCount, sameCount] = [0, 0, 0, 0];

console.log(`${zones.length} zones, ${firstYear} to ${lastYear}, time zone database ${process.versions.tz}`);
for (const [index, zone] of zones.entries()) {
  const read = wallClockReader(zone);
  for (let at = fromAt; at < toAt; at += hourMs) {
    hourCount++;
    if (at + offsetSpanAt(zone, at).offsetMs !== read(at))
      differences.push(`${zone} offset at ${new Date(at).toISOString()}`);
  }
  for (const jumpAt of findJumps(zone, fromAt, toAt)) {
    jumpCount++;
    const span = offsetSpanAt(zone, jumpAt);
    if (span.startAt !== jumpAt) differences.push(`${zone} jumps at ${new Date(jumpAt).toISOString()}`);
    // Zones that jump together between the same offsets show the same clock: walked once.
    const key = `${jumpAt} ${span.offsetBeforeMs} ${span.offsetMs}`;
    const known = walked.get(key);
    if (known !== undefined) sameCount++;
    const result = known ?? walkAroundJump(zone, jumpAt);
    walked.set(key, result);
    if (known === undefined) comparedCount += result.compared;
    differences.push(...(known === undefined ? result.differences : []));
  }
  const seconds = Math.round((Date.now() - startedAt) / 1_000);
  if (index % 20 === 19 || index === zones.length - 1)
    console.log(
      `${index + 1}/${zones.length} ${zone}: ${hourCount} hours, ${jumpCount} jumps (${sameCount} like another's), ${comparedCount} answers, ${differences.length} differ, ${seconds} s`,
    );
}
for (const difference of differences.slice(0, 50)) console.error(difference);
process.exitCode = differences.length === 0 ? 0 : 1;
