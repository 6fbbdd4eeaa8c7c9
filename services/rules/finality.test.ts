import { expect, it } from "vitest";
import { finality } from "./finality.ts";

it("the times of finality leave each other room, so changing one means checking the others", () => {
  const { beginsAheadMs, startsWithinMs, settlesWithinMs, secretsFreshMs } = finality;
  // An attempt that begins as early as allowed still has nearly a second after it is due to get a slot and a
  // connection.
  expect(startsWithinMs - beginsAheadMs).toBe(950);
  // Allows for what lies between the last clock check and the wire: an event loop turn, a garbage collection,
  // the kernel.
  expect(settlesWithinMs - startsWithinMs).toBe(100);
  // A rotation is answered within two seconds, and secrets are read at most twice a second.
  expect(secretsFreshMs + settlesWithinMs).toBe(1_800);
});
