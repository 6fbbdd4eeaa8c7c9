import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HmacKey } from "./hmac.ts";

describe("HmacKey", () => {
  it("signs as RFC 4231 says, test case 2", () => {
    const key = new HmacKey(Buffer.from("Jefe"));
    expect(key.sign("what do ya want ", Buffer.from("for nothing?"), "hex")).toBe(
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    );
  });

  it("signs as Node's own HMAC does, whatever the key, the prefix and the body", () => {
    const bytes = (maxLength: number) => fc.uint8Array({ maxLength, size: "max" });
    const prefix = fc.string({
      unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
    });
    fc.assert(
      fc.property(
        bytes(200),
        prefix,
        bytes(40_000),
        fc.constantFrom("hex", "base64"),
        (key, text, body, encoding) => {
          const expected = createHmac("sha256", key).update(text, "latin1").update(body).digest(encoding);
          expect(new HmacKey(key).sign(text, body, encoding)).toBe(expected);
        },
      ),
      { numRuns: 300 },
    );
  });
});
