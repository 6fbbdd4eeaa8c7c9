import type { Client } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Landfall } from "../../../clients/sdk/src/index.ts";
import type { Receiver } from "../../receiver/receiver.ts";
import { answer } from "../../receiver/script.ts";
import { call } from "./connect.ts";
import { type Stack, startStack, ways } from "./stack.ts";

let stack: Stack;
let landfall: Landfall;
let receiver: Receiver;

beforeAll(async () => {
  stack = await startStack();
  ({ landfall, receiver } = stack);
}, 60_000);
afterAll(() => stack[Symbol.asyncDispose]());

const never = { max_attempts: 1 };
/** Waits for a dead letter; resolves to it. */
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
    agent = await stack.agent(way);
  });

  it("previews, schedules, delivers and reads", async () => {
    expect(agent.getNegotiatedProtocolVersion()).toBe(way.era);
    const when = { when: "in 1s" };
    const preview = await call(agent, "preview_schedule", { ...when, count: 2 });
    expect(preview.output).toMatchObject({ timing: { delay: "1s" }, assumptions: [] });
    expect(preview.output.next_runs).toHaveLength(1);

    const gap = { when: "2027-03-28 02:30", timezone: "Europe/Berlin" };
    const jump = (await call(agent, "preview_schedule", gap)).output.next_runs;
    expect(jump).toEqual([expect.objectContaining({ at: "2027-03-28T01:00:00.000Z", note: "dst_gap" })]);

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
});
