import { describe, expect, it } from "vitest";
import { BoundedMap } from "./bounded-map.ts";

describe("BoundedMap", () => {
  it("forgets the one that was set longest ago, and no more than it must", () => {
    const map = new BoundedMap<string, number>(2);
    map.set("a", 1);
    map.set("b", 2);
    expect([map.get("a"), map.get("b"), map.size]).toEqual([1, 2, 2]);
    map.set("c", 3);
    expect([map.get("a"), map.get("b"), map.get("c"), map.size]).toEqual([undefined, 2, 3, 2]);
  });

  it("takes one that is set again for the youngest, and one that is read for as old as it was", () => {
    const map = new BoundedMap<string, number>(2);
    map.set("a", 1);
    map.set("b", 2);
    map.set("a", 3);
    expect(map.get("b")).toBe(2);
    map.set("c", 4);
    expect([map.get("a"), map.get("b"), map.get("c")]).toEqual([3, undefined, 4]);
  });

  it("has room for another once one was deleted", () => {
    const map = new BoundedMap<string, number>(1);
    map.set("a", 1);
    expect([map.delete("a"), map.delete("a")]).toEqual([true, false]);
    map.set("b", 2);
    expect([map.size, map.get("b")]).toEqual([1, 2]);
  });
});
