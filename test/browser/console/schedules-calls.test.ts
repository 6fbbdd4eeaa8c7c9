import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { readWhen } from "../../../clients/sdk/src/when/when.ts";
import { callsOf } from "../../../dashboard/src/pages/schedule-form/calls.ts";

const origin = "http://127.0.0.1:8080";
const of = (request: Parameters<typeof callsOf>[1]) => callsOf({ kind: "create" }, request, origin);

/** The words that a shell makes of a line. */
function wordsOf(line: string): string[] {
  const script = `set -- ${line.replace(/^(curl|sched) /, "")}\nprintf '%s\\0' "$@"`;
  return execFileSync("sh", ["-c", script], { env: { SCHED_API_KEY: "the-key" } })
    .toString()
    .split("\0")
    .slice(0, -1);
}

describe("callsOf", () => {
  const awkward = {
    delay: "2h",
    endpoint: "https://example.com/a?b=c&d='e'",
    name: 'It\'s "quoted" $HOME `id`',
    body: { text: "line\nline" },
  };

  it("quotes for a shell, which gets the very body", () => {
    const words = wordsOf(of(awkward).curl);
    expect(words).toContain("Authorization: Bearer the-key");
    expect(JSON.parse(words.at(-1) ?? "")).toEqual(awkward);
  });

  it("quotes words of sched the same way", () => {
    expect(wordsOf(of(awkward).sched)).toEqual([
      "in",
      "2h",
      awkward.endpoint,
      "-d",
      JSON.stringify(awkward.body),
      "--name",
      awkward.name,
    ]);
  });

  it("writes JavaScript that evaluates to the request", () => {
    const written = /create\((\{[\s\S]*\})\);$/.exec(of(awkward).sdk)?.[1] ?? "";
    const value: unknown = new Function(`return ${written}`)();
    expect(value).toEqual(awkward);
  });

  it("names the version and the id of a change", () => {
    const { curl, sdk, sched } = callsOf({ kind: "edit", id: "sch_1", version: 3 }, { name: "new" }, origin);
    expect(curl).toContain("-X PATCH http://127.0.0.1:8080/v1/schedules/sch_1");
    expect(curl).toContain(`If-Match: "3"`);
    expect(sdk).toContain("ifVersion: 3");
    expect(sched).toBe("sched edit sch_1 --if-version 3 --name new");
  });

  it("says which fields sched has no option for", () => {
    const { sched } = of({ every: "1h", retry_policy: { max_attempts: 3, base: "1m" }, early_fire: true });
    expect(sched).toContain("--max-attempts 3");
    expect(sched).toMatch(/# sched has no option for early_fire, retry_policy\.base/);
  });

  for (const [request, phrase] of [
    [{ delay: "1h30m" }, "in 1h30m"],
    [{ every: "15m" }, "every 15m"],
    [{ fire_at: "2027-01-31T09:00:00+02:00" }, "2027-01-31T09:00:00+02:00"],
    [{ local_fire_at: "2027-01-31T09:00", timezone: "Europe/Berlin" }, "2027-01-31 09:00"],
    [{ cron: "0 9 * * 1-5", timezone: "Europe/Berlin" }, "0 9 * * 1-5"],
  ] as const) {
    it(`writes a time that sched reads as the same: ${phrase}`, () => {
      const { sched } = callsOf({ kind: "clone", id: "sch_1" }, request, origin);
      expect(wordsOf(sched)).toContain(phrase);
      const now = Date.parse("2026-11-30T13:00:00Z");
      expect(readWhen(phrase, { now, timezone: "Europe/Berlin" })).toMatchObject({
        ok: true,
        timing: request,
      });
    });
  }
});
