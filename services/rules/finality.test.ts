import { expect, it } from "vitest";
import { finality } from "./finality.ts";

it("the numbers of finality leave each other room: change one, and the others have to be thought over", () => {
  const { beginsAheadMs, startsWithinMs, settlesWithinMs, secretsFreshMs } = finality;
  // What begins at the earliest has nearly a second after its moment to find a place and a connection.
  expect(startsWithinMs - beginsAheadMs).toBe(950);
  // From the last look at the clock to the wire: a turn of the event loop, a collection, the kernel.
  expect(settlesWithinMs - startsWithinMs).toBe(100);
  // A rotation is answered within two seconds, and secrets are read twice a second at most.
  expect(secretsFreshMs + settlesWithinMs).toBe(1_800);
});
