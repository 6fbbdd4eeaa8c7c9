import { describe, expect, it } from "vitest";
import { Slots } from "./slots.ts";

const thing = (name: string) => ({ name });
const names = (slots: Slots<{ name: string }>) => [...slots].map(({ name }) => name).sort();

describe("slots", () => {
  it("hold objects until they are removed, and reuse places", () => {
    const slots = new Slots<{ name: string }>();
    const [a, b, c] = ["a", "b", "c"].map((name) => slots.add(thing(name)));
    if (a === undefined || b === undefined || c === undefined) throw new Error("no place");
    slots.remove(b);
    expect(slots.at(b)).toBeNull();
    expect([slots.size, names(slots)]).toEqual([2, ["a", "c"]]);
    expect(slots.add(thing("d"))).toBe(b);
    expect(slots.at(b)).toEqual({ name: "d" });
    for (const place of [a, b, c]) slots.remove(place);
    expect([slots.size, names(slots)]).toEqual([0, []]);
  });

  it("leave out objects removed during iteration", () => {
    const slots = new Slots<{ name: string }>();
    slots.add(thing("a"));
    const b = slots.add(thing("b"));
    const seen: string[] = [];
    for (const { name } of slots) {
      seen.push(name);
      if (name === "a") slots.remove(b);
    }
    expect(seen).toEqual(["a"]);
  });
});
