import { describe, expect, it } from "vitest";
import { changesOf, fieldsOf, requestOf } from "./form-request.ts";
import { emptyForm, type FormState } from "./form-state.ts";
import { fieldOfParam } from "./problem-of.ts";

const endpoint = "https://example.com/";
const form = (more: Partial<FormState>): FormState => ({ ...emptyForm("Europe/Berlin"), endpoint, ...more });
const hourly = { ok: true, timing: { every: "1h" }, assumptions: [], description: "every hour" } as const;

describe("requestOf", () => {
  it("leaves out what is default", () => {
    expect(requestOf(form({ when: "every hour" }), hourly)).toEqual({
      request: { every: "1h", endpoint },
      problems: {},
    });
  });

  it("needs a time and a destination", () => {
    expect(Object.keys(requestOf({ ...emptyForm("UTC") }, null).problems).sort()).toEqual([
      "endpoint",
      "when",
    ]);
  });

  for (const [typed, expected] of [
    [{ body: '{"a":1}' }, { body: { a: 1 } }],
    [{ body: "null" }, { body: null }],
    [{ bodyKind: "text", body: '{"a":1}' }, { body: '{"a":1}' }],
    [{ bodyKind: "none", body: "1" }, {}],
    [{ headers: [{ name: " X-A ", value: "1" }] }, { headers: { "X-A": "1" } }],
    [{ maxRuns: "3" }, { max_runs: 3 }],
    [{ misfire: "all", misfireMax: "7" }, { misfire: { policy: "all", max: 7 } }],
    [{ strategy: "list", delays: "5s, 1m" }, { retry_policy: { strategy: "list", delays: ["5s", "1m"] } }],
    [{ jitter: false }, { retry_policy: { jitter: false } }],
    [{ dstGap: "skip" }, { dst: { gap: "skip" } }],
  ] as const satisfies readonly (readonly [Partial<FormState>, object])[]) {
    it(`writes ${JSON.stringify(typed)} as ${JSON.stringify(expected)}`, () => {
      expect(fieldsOf(form(typed))).toEqual({ request: { endpoint, ...expected }, problems: {} });
    });
  }

  for (const [typed, field] of [
    [{ body: "{" }, "body"],
    [{ headers: [{ name: "", value: "1" }] }, "headers"],
    [
      {
        metadata: [
          { name: "a", value: "1" },
          { name: "a", value: "2" },
        ],
      },
      "metadata",
    ],
    [{ maxRuns: "many" }, "max_runs"],
    [{ rules: "{}" }, "retry_policy.rules"],
  ] as const satisfies readonly (readonly [Partial<FormState>, string])[]) {
    it(`finds the problem of ${JSON.stringify(typed)} at ${field}`, () => {
      expect(Object.keys(fieldsOf(form(typed)).problems)).toEqual([field]);
    });
  }
});

describe("changesOf", () => {
  const before = form({ when: "every 1h", name: "old", ttl: "1h", headers: null, bodyKind: "kept" });

  it("is empty when nothing is changed", () => {
    expect(changesOf(before, before, hourly).request).toEqual({});
  });

  it("holds what is changed, and null for what is taken away", () => {
    expect(changesOf(before, { ...before, name: "new", ttl: "" }, hourly).request).toEqual({
      name: "new",
      ttl: null,
    });
  });

  it("takes away headers and body only if they are replaced by nothing", () => {
    expect(changesOf(before, { ...before, headers: [], bodyKind: "none" }, hourly).request).toEqual({
      headers: null,
      body: null,
    });
  });

  it("replaces the destination by one of the other kind", () => {
    const after = { ...before, to: "profile", endpointId: "ep_1" } as const;
    expect(changesOf(before, after, hourly).request).toEqual({ endpoint_id: "ep_1" });
  });

  it("holds the timing if the phrase or the zone is another", () => {
    expect(changesOf(before, { ...before, when: "every hour" }, hourly).request).toEqual({ every: "1h" });
  });
});

describe("fieldOfParam", () => {
  for (const [param, field] of [
    ["cron", "when"],
    ["local_fire_at", "when"],
    ["timezone", "timezone"],
    ["headers.X-A", "headers"],
    ["retry_policy.rules.0.status", "retry_policy.rules"],
    ["retry_policy.max_attempts", "retry_policy.max_attempts"],
    ["misfire.policy", "misfire"],
    ["misfire.grace", "misfire.grace"],
    ["something", null],
  ] as const) {
    it(`shows ${param} at ${field}`, () => {
      expect(fieldOfParam(param)).toBe(field);
    });
  }
});
