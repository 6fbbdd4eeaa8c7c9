import type { Client } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Receiver } from "../../receiver/receiver.ts";
import { call } from "./connect.ts";
import { type Stack, startStack, ways } from "./stack.ts";

let stack: Stack;
let receiver: Receiver;
/** A key that may only read. */
let readOnly: string;

beforeAll(async () => {
  stack = await startStack();
  ({ receiver } = stack);
  readOnly = (await stack.landfall.apiKeys.create({ name: "reader", scopes: ["read"] })).key;
}, 60_000);
afterAll(() => stack[Symbol.asyncDispose]());

describe.each(ways)("MCP over $door in revision $era", (way) => {
  let agent: Client;
  beforeAll(async () => {
    agent = await stack.agent(way);
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
      ["list_schedules", { query: "\ud800" }, "invalid_argument", ""],
      ["list_schedules", { cursor: "what" }, "invalid_cursor", "cursor"],
      ["get_schedule", { id: "sch_01J9ZK3F8Q4X7M2N5P6R8S9T0V" }, "schedule_not_found", "id"],
      ["get_schedule", { id: ".." }, "invalid_argument", "id"],
      ["get_schedule", { id: null }, "invalid_argument", "id"],
      ["get_delivery", { id: "../schedules" }, "invalid_argument", "id"],
      ["explain_delivery", { id: "dlv_01J9ZK3F8Q4X7M2N5P6R8S9T0V" }, "delivery_not_found", "id"],
      ["list_dead_letters", { after: "yesterday" }, "invalid_parameter", "after"],
      ["replay_delivery", {}, "invalid_argument", "ids"],
      ["replay_delivery", { ids: ["dlv_01J9ZK3F8Q4X7M2N5P6R8S9T0V"] }, "delivery_not_found", "ids"],
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
    const reader = await stack.agent(way, readOnly);
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
