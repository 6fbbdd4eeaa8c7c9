import { describe, expect, it } from "vitest";
import type { ScheduleFields } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { updatedFields } from "./updated-fields.ts";
import { noFields } from "./written-fields.ts";

const written: ScheduleFields = {
  ...noFields,
  endpoint: "https://example.com/",
  cron: "0 9 * * *",
  timezone: "Europe/Berlin",
  method: "PUT",
  body: Buffer.from("{}"),
  bodyIsJson: true,
  metadata: { team: "a" },
  name: "old",
};
const lay = (paths: readonly string[], update: Partial<ScheduleFields>) =>
  updatedFields(written, { ...noFields, ...update }, paths);

describe("updatedFields", () => {
  // Columns: a name, the paths, the update, the resulting fields, and what the update affects.
  for (const [what, paths, update, changed, replans, requests] of [
    ["a name", ["name"], { name: "new" }, { name: "new" }, false, false],
    [
      "a field that is given but not named",
      ["name"],
      { name: "new", cron: "* * * * *" },
      { name: "new" },
      false,
      false,
    ],
    [
      "a field that is named and absent",
      ["name", "metadata"],
      {},
      { name: undefined, metadata: {} },
      false,
      false,
    ],
    [
      "a timing in place of another",
      ["every"],
      { every: "1h" },
      { cron: undefined, every: "1h" },
      true,
      false,
    ],
    ["a timing that is taken away", ["cron"], {}, { cron: undefined }, true, false],
    ["a zone", ["timezone"], { timezone: "Asia/Tokyo" }, { timezone: "Asia/Tokyo" }, true, false],
    [
      "a cron that names its own zone",
      ["cron"],
      { cron: "CRON_TZ=Asia/Tokyo 0 9 * * *" },
      {
        cron: "CRON_TZ=Asia/Tokyo 0 9 * * *",
        timezone: undefined,
      },
      true,
      false,
    ],
    [
      "a profile in place of a URL",
      ["endpoint_id"],
      { endpointId: "ep_1" },
      { endpoint: undefined, endpointId: "ep_1" },
      false,
      true,
    ],
    [
      "a body",
      ["body"],
      { body: Buffer.from("x"), bodyIsJson: false },
      { body: Buffer.from("x"), bodyIsJson: false },
      false,
      true,
    ],
    [
      "headers",
      ["headers"],
      { headers: [{ name: "a", value: "b" }] },
      { headers: [{ name: "a", value: "b" }] },
      false,
      true,
    ],
    ["ttl", ["ttl"], { ttl: "1h" }, { ttl: "1h" }, true, false],
    ["bounds", ["max_runs", "ends_at"], { maxRuns: 3 }, { maxRuns: 3, endsAt: undefined }, true, false],
    [
      "policies",
      ["misfire", "overlap"],
      { overlap: "skip" },
      { overlap: "skip", misfire: undefined },
      false,
      false,
    ],
    [
      "timing and request at once",
      ["cron", "method"],
      { cron: "5 5 * * *" },
      { cron: "5 5 * * *", method: undefined },
      true,
      true,
    ],
  ] as const satisfies readonly (readonly [
    string,
    readonly string[],
    Partial<ScheduleFields>,
    Partial<ScheduleFields>,
    boolean,
    boolean,
  ])[]) {
    it(`${what}: the rest stays${replans ? ", the plan changes" : ""}${requests ? ", the request changes" : ""}`, () => {
      const updated = lay(paths, update);
      expect(updated.fields).toEqual({ ...written, ...changed });
      expect(updated).toMatchObject({ replans, requests });
    });
  }

  it("counts an interval anew only for a new interval or a new start", () => {
    expect(lay(["max_runs"], { maxRuns: 1 }).keepsAnchor).toBe(true);
    expect(lay(["every"], { every: "1h" }).keepsAnchor).toBe(false);
    expect(lay(["starts_at"], {}).keepsAnchor).toBe(false);
  });

  for (const path of ["state", "endpointId", "toString", "__proto__", ""]) {
    it(`knows no field "${path}"`, () => {
      expect(() => lay([path], {})).toThrow(expect.objectContaining({ code: "unknown_field", param: path }));
    });
  }
});
