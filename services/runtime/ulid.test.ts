import { describe, expect, it } from "vitest";
import { newUlid, parsePrefixedId, parseUlid, prefixedId, ulidText } from "./ulid.ts";

describe("newUlid", () => {
  it("sorts by creation, also within a millisecond", () => {
    const ids = [7, 7, 7, 8, 8].map((now) => ulidText(newUlid(1_700_000_000_000 + now)));
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(5);
  });

  it("begins with its time of creation", () => {
    expect(newUlid(1_700_000_000_123).readUIntBE(0, 6)).toBe(1_700_000_000_123);
  });
});

describe("ulidText and parseUlid", () => {
  // The example of the specification: 01ARZ3NDEKTSV4RRFFQ69G5FAV.
  it("are each other's inverse", () => {
    for (const text of [
      "01ARZ3NDEKTSV4RRFFQ69G5FAV",
      "00000000000000000000000000",
      "7ZZZZZZZZZZZZZZZZZZZZZZZZZ",
    ]) {
      const id = parseUlid(text);
      expect(id && ulidText(id)).toBe(text);
    }
  });

  it.each([
    "",
    "01ARZ3NDEKTSV4RRFFQ69G5FA",
    "81ARZ3NDEKTSV4RRFFQ69G5FAV",
    "01ARZ3NDEKTSV4RRFFQ69G5FAI",
    "01arz3ndektsv4rrffq69g5fav",
  ])("refuses %j", (text) => expect(parseUlid(text)).toBeNull());

  it("distinguishes objects by their prefix", () => {
    const id = newUlid(1_700_000_000_000);
    expect(parsePrefixedId("sch", prefixedId("sch", id))).toEqual(id);
    expect(parsePrefixedId("dlv", prefixedId("sch", id))).toBeNull();
  });
});
