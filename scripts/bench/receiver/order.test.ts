import { expect, it } from "vitest";
import { behindLater } from "./order.ts";

it("arrivals in due order overtake none, and neither do arrivals that are due together", () => {
  expect(behindLater([10, 20, 20, 30])).toEqual([0, 0, 0, 0]);
});

it("one that comes late is behind each later one that came before it", () => {
  expect(behindLater([20, 30, 40, 10, 35])).toEqual([0, 0, 0, 3, 1]);
});
