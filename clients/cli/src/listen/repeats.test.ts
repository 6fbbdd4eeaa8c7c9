import { expect, it } from "vitest";
import { Repeats } from "./repeats.ts";

it("a request is the first of its key, a later attempt or replay, or the same attempt once more", () => {
  const repeats = new Repeats();
  expect([
    repeats.note("key", "dlv_1", "1"),
    repeats.note("key", "dlv_1", "1"),
    repeats.note("key", "dlv_1", "2"),
    repeats.note("key", "dlv_2", "1"),
    repeats.note("other", "dlv_3", "1"),
    repeats.note(undefined, undefined, undefined),
    repeats.note(undefined, undefined, undefined),
  ]).toEqual(["first", "duplicate", "retry", "retry", "first", "first", "first"]);
});
