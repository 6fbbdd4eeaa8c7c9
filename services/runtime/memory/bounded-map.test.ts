import { describe, expect, it } from "vitest";
import { BoundedMap } from "./bounded-map.ts";

describe("BoundedMap", () => {
  it("drops only the entry set longest ago", () => {
    const map = new BoundedMap<string, number>(2);
    map.set("a", 1);
    map.set("b", 2);
    expect([map.get("a"), map.get("b"), map.size]).toEqual([1, 2, 2]);
    map.set("c", 3);
    expect([map.get("a"), map.get("b"), map.get("c"), map.size]).toEqual([undefined, 2, 3, 2]);
  });

  it("counts a repeated set as newest, but not a read", () => {
    const map = new BoundedMap<string, number>(2);
    map.set("a", 1);
    map.set("b", 2);
    map.set("a", 3);
    expect(map.get("b")).toBe(2);
    map.set("c", 4);
    expect([map.get("a"), map.get("b"), map.get("c")]).toEqual([3, undefined, 4]);
  });

  it("has room for another entry after a delete", () => {
    const map = new BoundedMap<string, number>(1);
    map.set("a", 1);
    expect([map.delete("a"), map.delete("a")]).toEqual([true, false]);
    map.set("b", 2);
    expect([map.size, map.get("b")]).toEqual([1, 2]);
  });
});
