import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { call } from "./connect.ts";
import { type Stack, startStack } from "./stack.ts";

let stack: Stack;
const way = { door: "http", era: "2026-07-28" } as const;

beforeAll(async () => {
  stack = await startStack();
}, 60_000);
afterAll(() => stack[Symbol.asyncDispose]());

const agentWith = async (...scopes: ("read" | "write" | "replay" | "admin")[]) => {
  const { key } = await stack.landfall.apiKeys.create({ name: scopes.join(), scopes });
  return stack.agent(way, key);
};

describe("a key", () => {
  it("that may only write schedules, and reads nothing for it", async () => {
    const writer = await agentWith("write");
    const args = { when: "every weekday at 9", endpoint: "http://127.0.0.1:9/x" };
    const { output, text } = await call(writer, "schedule_delivery", args);
    expect([text, output?.description]).toEqual([text, "cron 0 9 * * 1-5, UTC"]);
    expect((await writer.listTools()).tools.map(({ name }) => name)).not.toContain("get_schedule");
  });

  it("that may only replay is told what a dry run needs", async () => {
    const replayer = await agentWith("replay");
    const { isError, text } = await call(replayer, "replay_delivery", { filter: {} });
    expect([isError, text]).toEqual([
      true,
      expect.stringMatching(/^insufficient_scope: .*`read`[\s\S]*Next step: /),
    ]);
  });

  it("of an administrator alone has no tools, and says so", async () => {
    const administrator = await agentWith("admin");
    expect((await administrator.listTools()).tools).toEqual([]);
    expect(administrator.getInstructions()).toContain("read or write or replay");
  });

  it("that was revoked is refused with 401", async () => {
    const { key, id } = await stack.landfall.apiKeys.create({ name: "short", scopes: ["read"] });
    await stack.landfall.apiKeys.revoke(id);
    await expect(stack.agent(way, key)).rejects.toThrow(/401/);
  });
});

describe("the same idempotency key", () => {
  it("schedules once; without one each call schedules another", async () => {
    const agent = await stack.agent(way);
    const args = { when: "in 24h", endpoint: "http://127.0.0.1:9/x" };
    const schedule = async (more: object = {}) =>
      (await call(agent, "schedule_delivery", { ...args, ...more })).output.id;
    const idempotency_key = "reminder-1";
    expect(await schedule({ idempotency_key })).toBe(await schedule({ idempotency_key }));
    expect(await schedule()).not.toBe(await schedule());
    const other = await call(agent, "schedule_delivery", { ...args, when: "in 25h", idempotency_key });
    expect(other.text).toMatch(/^idempotency_key_reused: [\s\S]*Next step: /);
  });
});

describe("a delivery that is held back", () => {
  it("is explained by its endpoint profile, and goes out when that is enabled", async () => {
    const agent = await stack.agent(way);
    const { endpoints } = stack.landfall;
    const profile = await endpoints.create({
      url: `${stack.receiver.url}/held`,
      name: "held",
      max_per_second: 5,
    });
    await endpoints.disable(profile.id);
    const { output: rows } = await call(agent, "list_endpoints", { query: "held" });
    expect(rows.endpoints).toEqual([
      {
        id: profile.id,
        url: profile.url,
        name: "held",
        state: "disabled",
        breaker: { state: "closed", changed_at: null },
        rate: { max_per_second: 5, max_concurrency: null },
      },
    ]);
    const made = await call(agent, "schedule_delivery", { when: "in 1s", endpoint_id: profile.id });
    const [delivery] = await stack.landfall.schedules.deliveries(made.output.id).take(1);
    const id = delivery?.id;
    await vi.waitFor(
      async () => {
        const { output } = await call(agent, "explain_delivery", { id });
        expect(output).toMatchObject({ verdict: "held", causes: [{ code: "endpoint_disabled" }] });
        expect(output.late_by_ms).toBeGreaterThan(0);
        expect(output.next_step).toContain("/enable");
        expect(JSON.stringify(output.evidence)).toContain(`${profile.id} is disabled, 5 a second`);
      },
      { timeout: 15_000, interval: 100 },
    );
    await endpoints.enable(profile.id);
    await stack.receiver.waitFor((all) => all.some(({ url }) => url === "/held"), 15_000);
    await vi.waitFor(
      async () => {
        const { output } = await call(agent, "explain_delivery", { id });
        expect(output).toMatchObject({ verdict: "late", causes: [{ code: "started_late" }] });
        expect(output.causes[0].message).toContain("may have been disabled until then");
      },
      { timeout: 15_000, interval: 100 },
    );
  });
});
