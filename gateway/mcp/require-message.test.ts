import { describe, expect, it } from "vitest";
import { requireMessage } from "./require-message.ts";

const refusal = (text: string) => {
  try {
    requireMessage(Buffer.from(text));
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};
const nested = (levels: number) => `{"a":${"[".repeat(levels)}${"]".repeat(levels)}}`;
const list = (values: number) => `{"a":[${Array(values).fill(1).join()}]}`;

describe("requireMessage", () => {
  it("takes an object, however large its texts are, and whatever they hold", () => {
    expect(refusal('  {"jsonrpc":"2.0"}')).toBeNull();
    const text = JSON.stringify({ a: `${'[,{\\"'.repeat(80_000)}` });
    expect(refusal(text)).toBeNull();
    expect(refusal('{"a":"unfinished [[[')).toBeNull();
  });

  it("refuses what is no object, has too many values or too many levels", () => {
    for (const text of ["", "[]", "1", '\ufeff{"a":1}'])
      expect(refusal(text)).toMatch(/one JSON-RPC message/);
    expect(refusal(list(9_998))).toBeNull();
    expect(refusal(list(10_001))).toMatch(/10000 values/);
    expect(refusal(nested(99))).toBeNull();
    expect(refusal(nested(100))).toMatch(/100 deep/);
    expect(refusal("[".repeat(10))).toMatch(/one JSON-RPC message/);
    expect(refusal(`{"a":${"{".repeat(200)}`)).toMatch(/100 deep/);
  });
});
