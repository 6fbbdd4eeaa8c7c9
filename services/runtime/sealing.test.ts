import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createKeyRing, SealingError } from "./sealing.ts";

const one = randomBytes(32).toString("base64");
const two = randomBytes(32).toString("base64");
const ring = createKeyRing(`k1:${one}`);
const context = "schedule:sch_1:body";

describe("createKeyRing", () => {
  for (const plain of [Buffer.alloc(0), Buffer.from("x"), randomBytes(262_144)]) {
    it(`opens what it sealed, ${plain.length} bytes`, () => {
      expect(ring.open(ring.seal(plain, context), context).equals(plain)).toBe(true);
    });
  }

  it("seals the same thing differently each time", () => {
    const blobs = Array.from({ length: 1_000 }, () => ring.seal(Buffer.from("x"), context).toString("hex"));
    expect(new Set(blobs).size).toBe(1_000);
  });

  it("seals with the first key and opens with every one", () => {
    const before = ring.seal(Buffer.from("old"), context);
    const rotated = createKeyRing(` k2:${two} , k1:${one}`);
    expect(rotated.open(before, context).toString()).toBe("old");
    const after = rotated.seal(Buffer.from("new"), context);
    expect(() => ring.open(after, context)).toThrow('sealed with the key "k2", which SEALING_KEYS lacks');
  });

  it("derives the same bytes for the same context, one value per key, newest first", () => {
    const [bytes] = ring.derive(context);
    expect(bytes).toHaveLength(32);
    expect(ring.derive(context)).toEqual([bytes]);
    expect(createKeyRing(`k9:${one}`).derive(context)).toEqual([bytes]);
    const rotated = createKeyRing(`k2:${two},k1:${one}`).derive(context);
    expect(rotated[1]).toEqual(bytes);
    expect(rotated[0]).not.toEqual(bytes);
    expect(ring.derive(`${context}x`)).not.toEqual([bytes]);
  });

  it("does not open with another context", () => {
    const sealed = ring.seal(Buffer.from("x"), context);
    expect(() => ring.open(sealed, "schedule:sch_2:body")).toThrow(SealingError);
    expect(() => ring.open(sealed, "")).toThrow(SealingError);
  });

  it("does not open when any byte was changed or cut off", () => {
    const sealed = ring.seal(Buffer.from("hello"), context);
    for (let index = 0; index < sealed.length; index++) {
      const changed = Buffer.from(sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(() => ring.open(changed, context), `byte ${index}`).toThrow(SealingError);
      expect(() => ring.open(sealed.subarray(0, index), context), `cut at ${index}`).toThrow(SealingError);
    }
  });

  it("opens what the store returns as a plain Uint8Array with an offset", () => {
    const padded = Buffer.concat([Buffer.alloc(5), ring.seal(Buffer.from("x"), context)]);
    expect(ring.open(new Uint8Array(padded).subarray(5), context).toString()).toBe("x");
  });

  for (const [name, keys, message] of [
    ["nothing", "", "SEALING_KEYS entry 1 is not of the form id:base64"],
    ["a key without an id", one, "SEALING_KEYS entry 1 is not of the form id:base64"],
    ["an entry that is empty", `a:${one},`, "SEALING_KEYS entry 2 is not of the form id:base64"],
    ["a short key", "a:c2hvcnQ=", 'SEALING_KEYS key "a" has 5 bytes instead of 32'],
    ["an id twice", `a:${one},a:${two}`, 'SEALING_KEYS names the key "a" twice'],
  ] as const) {
    it(`refuses ${name} without showing a key`, () => {
      expect(() => createKeyRing(keys)).toThrow(new SealingError(message));
    });
  }
});
