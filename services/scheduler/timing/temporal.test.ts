import { Temporal as Polyfill } from "temporal-polyfill/implementation";
import { describe, expect, it } from "vitest";
import { ownTemporal, Temporal } from "./temporal.ts";

const own = ownTemporal();
const [from, until] = [Date.UTC(1990, 0, 1), Date.UTC(2040, 0, 1)];

/** Lists every change of a zone's offset, as one Temporal implementation gives it. */
function changes(temporal: typeof Polyfill, zone: string): string {
  const told: string[] = [];
  for (let at = from; at < until; ) {
    const inside = temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
    told.push(`${at} ${inside.offsetNanoseconds}`);
    const next = inside.getTimeZoneTransition("next");
    const before = inside.add({ nanoseconds: 1 }).getTimeZoneTransition("previous");
    told.push(`${before?.epochMilliseconds}`);
    if (next === null) break;
    at = next.epochMilliseconds;
  }
  return told.join("\n");
}

describe("Temporal", () => {
  it("is this Node's own where it has one", () => {
    expect(Temporal === own).toBe(own !== null);
    expect(Temporal === Polyfill).toBe(own === null);
  });

  it.skipIf(own === null)("tells of every zone what the polyfill tells", { timeout: 60_000 }, () => {
    if (own === null) return;
    for (const zone of Intl.supportedValuesOf("timeZone")) {
      expect(changes(own, zone), zone).toBe(changes(Polyfill, zone));
    }
  });
});
