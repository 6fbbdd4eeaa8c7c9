import type { Client } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Landfall } from "../../../clients/sdk/src/index.ts";
import { newLandfall, type Landfall as Running } from "../../e2e/fixtures/landfall.ts";
import { type Receiver, startReceiver } from "../../receiver/receiver.ts";
import { answer } from "../../receiver/script.ts";
import { call, connect, doors } from "./connect.ts";

let running: Running;
let landfall: Landfall;
let receiver: Receiver;
/** A key of its own for what it may not do. */
let readOnly: string;
const open: Client[] = [];

beforeAll(async () => {
  receiver = await startReceiver();
  running = await newLandfall();
  await running.start();
  landfall = new Landfall({ apiKey: running.testKey, baseUrl: running.url });
  readOnly = (await landfall.apiKeys.create({ name: "reader", scopes: ["read"] })).key;
}, 60_000);
afterAll(async () => {
  for (const client of open) await client.close();
  await running[Symbol.asyncDispose]();
  await receiver.close();
});

type Era = "2025-11-25" | "2026-07-28";
const ways = doors.flatMap((door) => (["2025-11-25", "2026-07-28"] as const).map((era) => ({ door, era })));

async function client(way: { door: (typeof doors)[number]; era: Era }, apiKey = running.testKey) {
  const made = await connect({ ...way, apiUrl: running.url, apiKey });
  open.push(made);
  return made;
}

const never = { max_attempts: 1 };
/** A dead letter, as soon as there is one. */
async function deadLetter(path: string) {
  receiver.on(path, answer(500), answer(204));
  const { id } = await landfall.schedules.create({
    endpoint: `${receiver.url}${path}`,
    delay: "1s",
    retry_policy: never,
  });
  return vi.waitFor(
    async () => {
      const [letter] = await landfall.deadLetters.list({ schedule_id: id }).take(1);
      if (letter === undefined) throw new Error("it is still tried");
      return letter;
    },
    { timeout: 15_000, interval: 50 },
  );
}

describe.each(ways)("MCP over $door in revision $era", (way) => {
  const path = `/${way.door}/${way.era}`;
  let agent: Client;
  beforeAll(async () => {
    agent = await client(way);
  });

  it("previews, schedules, delivers and reads", async () => {
    expect(agent.getNegotiatedProtocolVersion()).toBe(way.era);
    const when = { when: "in 1s" };
    const preview = await call(agent, "preview_schedule", { ...when, count: 2 });
    expect(preview.output).toMatchObject({ timing: { delay: "1s" }, assumptions: [] });
    expect(preview.output.next_runs).toHaveLength(1);

    const body = { hello: "agent" };
    const endpoint = `${receiver.url}${path}`;
    const made = await call(agent, "schedule_delivery", { ...when, endpoint, body, name: path });
    expect(made.output).toMatchObject({
      state: "active",
      assumptions: [],
      local: expect.stringContaining("UTC"),
    });
    const requests = await receiver.waitFor((all) => all.some(({ url }) => url === path), 15_000);
    expect(requests.find(({ url }) => url === path)?.body.toString()).toBe(JSON.stringify(body));

    const listed = await call(agent, "list_schedules", { query: path });
    expect(listed.output.schedules).toMatchObject([
      { id: made.output.id, name: path, destination: endpoint },
    ]);
    const read = await vi.waitFor(
      async () => {
        const answered = await call(agent, "get_schedule", { id: made.output.id });
        expect(answered.output.last_outcome?.state).toBe("succeeded");
        return answered;
      },
      { timeout: 15_000, interval: 50 },
    );
    const { id } = read.output.last_outcome;
    expect((await call(agent, "get_delivery", { id })).output.attempts).toMatchObject([
      { outcome: "succeeded" },
    ]);
    const explained = await call(agent, "explain_delivery", { id });
    expect(explained.output).toMatchObject({ verdict: "on_time", causes: [{ code: "none_found" }] });
  });

  it("has assumptions accepted before it changes anything", async () => {
    const args = { endpoint: `${receiver.url}/never`, when: "tomorrow", timezone: "Europe/Berlin" };
    const refused = await call(agent, "schedule_delivery", args);
    expect([refused.isError, refused.output]).toEqual([true, undefined]);
    expect(refused.text).toMatch(/^assumption_not_accepted: [\s\S]*at 09:00, Europe\/Berlin/);
    expect(refused.text).toMatch(/Field: when\nNext step: .*accept_assumptions/);
    const made = await call(agent, "schedule_delivery", { ...args, accept_assumptions: true });
    expect(made.output.assumptions).toMatchObject([{ code: "default_time" }]);
    expect(made.output.local).toMatch(/ 09:00:00 Europe\/Berlin/);
  });

  it("leads a schedule through its life, by version", async () => {
    const endpoint = `${receiver.url}/never`;
    const made = await call(agent, "schedule_delivery", {
      when: "every weekday at 9",
      endpoint,
      max_runs: 3,
    });
    const { id } = made.output;
    expect(made.output.description).toMatch(/9:00|09:00/);
    const paused = await call(agent, "pause_schedule", { id });
    expect(paused.output).toMatchObject({ id, state: "paused", version: expect.any(Number) });
    const stale = await call(agent, "resume_schedule", { id, if_version: paused.output.version - 1 });
    expect(stale.text).toMatch(/^version_mismatch: [\s\S]*Next step: .*get_schedule/);
    await call(agent, "resume_schedule", { id, if_version: paused.output.version });
    const moved = await call(agent, "reschedule_schedule", { id, when: "every 15 minutes" });
    expect(moved.output.state).toBe("active");
    expect((await call(agent, "get_schedule", { id })).output.schedule.every).toBe("15m");
    const assumed = await call(agent, "reschedule_schedule", { id, when: "every day" });
    expect(assumed.text).toMatch(/^assumption_not_accepted/);
    for (const _twice of [1, 2]) {
      expect((await call(agent, "cancel_schedule", { id })).output.state).toBe("canceled");
    }
    const ended = await call(agent, "pause_schedule", { id });
    expect(ended.text).toMatch(/^schedule_not_editable: [\s\S]*Next step: .*schedule_delivery/);
  });

  it("explains a dead letter, and replays it after a dry run", async () => {
    const dead = await deadLetter(`${path}/dead`);
    const { output } = await call(agent, "explain_delivery", { id: dead.id });
    expect(output).toMatchObject({ verdict: "dead", late_by_ms: null });
    expect(output.causes.map(({ code }: { code: string }) => code)).toEqual([
      "attempts_used_up",
      "attempts_failed",
    ]);
    expect(JSON.stringify(output.evidence)).toContain("attempt 1 began");
    expect(output.next_step).toContain(dead.id);

    const listed = await call(agent, "list_dead_letters", { schedule_id: dead.schedule_id });
    expect(listed.output).toMatchObject({
      dead_letters: [{ id: dead.id }],
      counts_by_error: { "http_status 500": 1 },
      counts_complete: true,
    });
    const dry = await call(agent, "replay_delivery", { ids: [dead.id] });
    expect(dry.output).toEqual({ matched: 1, replayed: 0, dry_run: true });
    const filter = { schedule_id: dead.schedule_id };
    expect((await call(agent, "replay_delivery", { filter })).output.matched).toBe(1);
    const count = () => receiver.requests.filter(({ url }) => url === `${path}/dead`).length;
    expect(count()).toBe(1);
    const sent = await call(agent, "replay_delivery", { ids: [dead.id], dry_run: false });
    expect(sent.output).toEqual({ matched: 1, replayed: 1, dry_run: false });
    await receiver.waitFor(() => count() === 2, 15_000);
  });

  it("says of every wrong argument what is wrong with it, and what to do", async () => {
    const wrong: [string, Record<string, unknown>, string, string][] = [
      ["preview_schedule", {}, "invalid_argument", "when"],
      ["preview_schedule", { when: 5 }, "invalid_argument", "when"],
      ["preview_schedule", { when: "in 2h", whn: 1 }, "invalid_argument", "whn"],
      ["preview_schedule", { when: "in 2h", count: 0.5 }, "invalid_argument", "count"],
      ["preview_schedule", { when: "in 2h", count: 101 }, "invalid_argument", "count"],
      ["preview_schedule", { when: "in 2h", timezone: "Europe/Berln" }, "unknown_timezone", "timezone"],
      ["preview_schedule", { when: "at 5" }, "ambiguous_time", "when"],
      ["preview_schedule", { when: "soon" }, "vague", "when"],
      ["preview_schedule", { when: "blue cheese" }, "unreadable", "when"],
      ["preview_schedule", { when: "last friday" }, "in_past", "when"],
      ["schedule_delivery", { when: "in 2h" }, "invalid_endpoint", "endpoint"],
      ["schedule_delivery", { when: "in 2h", endpoint: "nowhere" }, "invalid_endpoint", "endpoint"],
      [
        "schedule_delivery",
        { when: "in 2h", endpoint: "https://a.example", endpoint_id: "ep_1" },
        "invalid_endpoint",
        "endpoint",
      ],
      [
        "schedule_delivery",
        { when: "in 2h", endpoint: receiver.url, method: "BREW" },
        "invalid_argument",
        "method",
      ],
      [
        "schedule_delivery",
        { when: "in 2h", endpoint: receiver.url, headers: ["a"] },
        "invalid_argument",
        "headers",
      ],
      [
        "schedule_delivery",
        { when: "in 2h", endpoint: receiver.url, headers: { Host: "a" } },
        "invalid_header",
        "headers.Host",
      ],
      [
        "schedule_delivery",
        { when: "in 2h", endpoint: receiver.url, ttl: "1 hour" },
        "invalid_duration",
        "ttl",
      ],
      [
        "schedule_delivery",
        { when: "in 2h", endpoint: receiver.url, max_runs: 2 },
        "invalid_bounds",
        "max_runs",
      ],
      ["list_schedules", { state: "asleep" }, "invalid_argument", "state"],
      ["list_schedules", { limit: "10" }, "invalid_argument", "limit"],
      ["list_schedules", { cursor: "what" }, "invalid_cursor", "cursor"],
      ["get_schedule", { id: "sch_01J9ZK3F8Q4X7M2N5P6R8S9T0V" }, "schedule_not_found", ""],
      ["get_schedule", { id: ".." }, "invalid_argument", ""],
      ["get_schedule", { id: null }, "invalid_argument", "id"],
      ["get_delivery", { id: "../schedules" }, "delivery_not_found", ""],
      ["list_dead_letters", { after: "yesterday" }, "invalid_parameter", "after"],
      ["replay_delivery", {}, "invalid_argument", "ids"],
      ["replay_delivery", { ids: ["dlv_01J9ZK3F8Q4X7M2N5P6R8S9T0V"] }, "delivery_not_found", ""],
      ["replay_delivery", { filter: { state: "dead" } }, "invalid_argument", "filter.state"],
      ["replay_delivery", { filter: {}, dry_run: "no" }, "invalid_argument", "dry_run"],
      ["replay_delivery", { filter: {}, over: "25h", dry_run: false }, "invalid_duration", "over"],
    ];
    for (const [tool, args, code, field] of wrong) {
      const { isError, output, text } = await call(agent, tool, args);
      const said = { tool, args, isError, output, text };
      expect(said).toEqual({ ...said, isError: true, output: undefined });
      const lines = text.split("\n");
      expect([text, lines[0]?.split(":")[0]]).toEqual([text, code]);
      expect([text, lines.find((line) => line.startsWith("Field: ")) ?? ""]).toEqual([
        text,
        field && `Field: ${field}`,
      ]);
      expect(
        lines.some((line) => /^Next step: .{5}/.test(line)),
        text,
      ).toBe(true);
    }
  });

  it("shows a key what it may use, and says of the rest what it needs", async () => {
    const reader = await client(way, readOnly);
    const names = async (of: Client) => (await of.listTools()).tools.map(({ name }) => name);
    const all = await names(agent);
    const writing = [
      "schedule_delivery",
      "pause_schedule",
      "resume_schedule",
      "cancel_schedule",
      "reschedule_schedule",
    ];
    expect(all).toEqual(expect.arrayContaining([...writing, "replay_delivery"]));
    expect(await names(reader)).toEqual(
      all.filter((name) => ![...writing, "replay_delivery"].includes(name)),
    );
    expect(reader.getInstructions()).toContain("write or replay");
    expect((await call(reader, "preview_schedule", { when: "in 2h" })).isError).toBe(false);
    const forced = call(reader, "cancel_schedule", { id: "sch_1" });
    await expect(forced).rejects.toThrow(/not found/);
  });

  it("can be read: the API description, guides, llms.txt", async () => {
    const { resources } = await agent.listResources();
    const texts = await Promise.all(
      resources.map(async ({ uri }) => {
        const [content] = (await agent.readResource({ uri })).contents;
        return content !== undefined && "text" in content ? content.text : "";
      }),
    );
    expect(resources.map(({ uri }) => uri)).toEqual(
      expect.arrayContaining([
        "landfall://openapi.json",
        "landfall://llms.txt",
        "landfall://guides/times.md",
      ]),
    );
    expect(texts.every((text) => text.length > 200)).toBe(true);
    expect(JSON.parse(texts[0] ?? "").openapi).toBe("3.1.0");
  });
});
