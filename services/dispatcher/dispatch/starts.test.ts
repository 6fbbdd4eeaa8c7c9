import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { aHeld } from "../../../test/services/fixtures/held.ts";
import { defaultLimits } from "../dispatcher.ts";
import { defaultBreakerPolicy } from "./breakers/breaker.ts";
import { RememberedBreakers } from "./breakers/remembered-breakers.ts";
import type { Held } from "./held.ts";
import { Stages } from "./stages.ts";
import { Starts } from "./starts.ts";

const [crowd, other] = [Buffer.alloc(16, 1), Buffer.alloc(16, 2)];

/** Held deliveries of a project, taken in. */
function heldOf(projectId: Buffer, count: number): Held[] {
  const stages = new Stages(defaultLimits, {
    inFlight: 10,
    breakers: new RememberedBreakers(defaultBreakerPolicy),
  });
  return Array.from({ length: count }, () => {
    const held = aHeld({ projectId });
    stages.enter(held);
    return held;
  });
}

describe("Starts", () => {
  it("starts a single delivery at once", () => {
    const started: Held[] = [];
    const [held] = heldOf(other, 1);
    if (held) new Starts((each) => started.push(each)).add(held);
    expect(started).toEqual([held]);
  });

  it("starts a few of a burst per turn, with projects in turn", async () => {
    const started: Held[] = [];
    const starts = new Starts((held) => started.push(held));
    for (const held of heldOf(crowd, 1_000)) starts.add(held);
    expect(started).toHaveLength(32);
    const [single] = heldOf(other, 1);
    if (single) starts.add(single);
    await nextTurn();
    await nextTurn();
    expect(started).toContain(single);
    expect(started.length).toBeLessThan(150);
    while (started.length < 1_001) await nextTurn();
    expect(new Set(started).size).toBe(1_001);
  });

  it("gives back what has not started", async () => {
    const started: Held[] = [];
    const starts = new Starts((held) => started.push(held));
    for (const held of heldOf(crowd, 100)) starts.add(held);
    expect(starts.takeAll()).toHaveLength(68);
    await nextTurn();
    await nextTurn();
    expect(started).toHaveLength(32);
  });
});
