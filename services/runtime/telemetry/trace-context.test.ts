import { describe, expect, it } from "vitest";
import { formattedTrace, parseTraceparent } from "./trace-context.ts";

const trace = "0af7651916cd43dd8448eb211c80319c";
const span = "b7ad6b7169203331";

describe("parseTraceparent", () => {
  for (const [what, header, sampled] of [
    ["a sampled one", `00-${trace}-${span}-01`, true],
    ["one that is not sampled", `00-${trace}-${span}-00`, false],
    ["flags that it does not know", `00-${trace}-${span}-fe`, false],
    ["flags that it does not know beside its own", `00-${trace}-${span}-03`, true],
    ["a later version", `01-${trace}-${span}-01`, true],
    ["a later version with more behind", `cc-${trace}-${span}-01-what-ever`, true],
  ] as const) {
    it(`reads ${what}`, () =>
      expect(parseTraceparent(header)).toEqual({ traceId: trace, spanId: span, sampled }));
  }

  for (const [what, header] of [
    ["nothing", undefined],
    ["an empty one", ""],
    ["version ff", `ff-${trace}-${span}-01`],
    ["version 00 with more behind", `00-${trace}-${span}-01-more`],
    ["a later version with more that is not set apart", `01-${trace}-${span}-01more`],
    ["a trace id of zeros", `00-${"0".repeat(32)}-${span}-01`],
    ["a span id of zeros", `00-${trace}-${"0".repeat(16)}-01`],
    ["upper case", `00-${trace.toUpperCase()}-${span}-01`],
    ["a short trace id", `00-${trace.slice(1)}-${span}-01`],
    ["a letter beyond f", `00-${trace.replace("a", "g")}-${span}-01`],
    ["flags of one digit", `00-${trace}-${span}-1`],
    ["two headers in one", `00-${trace}-${span}-01, 00-${trace}-${span}-01`],
    ["blanks around it", ` 00-${trace}-${span}-01`],
    ["a very long one", `01-${trace}-${span}-01-${"x".repeat(1_000)}`],
  ] as const) {
    it(`takes ${what} for no header`, () => expect(parseTraceparent(header)).toBe(null));
  }
});

describe("formattedTrace", () => {
  it("writes a later version as version 00, without what it does not know", () =>
    expect(formattedTrace(`cc-${trace}-${span}-ff-more`)).toBe(`00-${trace}-${span}-01`));

  it("is null for what is malformed", () => expect(formattedTrace("00-1-2-3")).toBe(null));
});
