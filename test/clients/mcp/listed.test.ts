import type { Client } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newLandfall, type Landfall as Running } from "../../e2e/fixtures/landfall.ts";
import { call, connect, connectedBy, onStdio, overHttp } from "./connect.ts";

let running: Running;
let agent: Client;

beforeAll(async () => {
  running = await newLandfall();
  await running.start();
  agent = await connect({ door: "http", era: "2026-07-28", apiUrl: running.url, apiKey: running.testKey });
}, 60_000);
afterAll(async () => {
  await agent.close();
  await running[Symbol.asyncDispose]();
});

/** R: reads, D: destroys, I: may be called twice. */
const table: Readonly<Record<string, { kind: string; fields: string[]; answer: string[] }>> = {
  preview_schedule: {
    kind: "R I",
    fields: ["when", "timezone", "count"],
    answer: ["timing", "next_runs", "description", "assumptions"],
  },
  schedule_delivery: {
    kind: "",
    fields: [
      ...["when", "timezone", "endpoint", "endpoint_id", "method", "headers", "body", "name", "ttl"],
      ...["max_runs", "idempotency_key", "accept_assumptions"],
    ],
    answer: ["id", "state", "next_fire_at", "local", "description", "assumptions"],
  },
  list_schedules: {
    kind: "R I",
    fields: ["state", "query", "limit", "cursor"],
    answer: ["schedules", "next_cursor"],
  },
  get_schedule: { kind: "R I", fields: ["id"], answer: ["schedule", "next_runs", "last_outcome"] },
  pause_schedule: {
    kind: "I",
    fields: ["id", "if_version"],
    answer: ["id", "state", "next_fire_at", "version"],
  },
  resume_schedule: {
    kind: "I",
    fields: ["id", "if_version"],
    answer: ["id", "state", "next_fire_at", "version"],
  },
  cancel_schedule: {
    kind: "D I",
    fields: ["id", "if_version"],
    answer: ["id", "state", "next_fire_at", "version"],
  },
  reschedule_schedule: {
    kind: "I",
    fields: ["id", "when", "timezone", "if_version", "accept_assumptions"],
    answer: ["id", "state", "next_fire_at", "version"],
  },
  get_delivery: { kind: "R I", fields: ["id"], answer: ["id", "state", "reason", "attempts"] },
  explain_delivery: {
    kind: "R I",
    fields: ["id"],
    answer: ["verdict", "late_by_ms", "causes", "evidence", "next_step"],
  },
  list_dead_letters: {
    kind: "R I",
    fields: ["schedule_id", "endpoint_id", "query", "after", "before", "limit", "cursor"],
    answer: ["dead_letters", "next_cursor", "counts_by_error", "counts_complete"],
  },
  replay_delivery: {
    kind: "",
    fields: ["ids", "filter", "over", "dry_run"],
    answer: ["matched", "replayed", "dry_run"],
  },
  list_endpoints: { kind: "R I", fields: ["query", "limit", "cursor"], answer: ["endpoints", "next_cursor"] },
};

describe("the tools that are listed", () => {
  it("have the names, fields and annotations that are promised, and a title", async () => {
    const { tools } = await agent.listTools();
    const found = tools.map(({ name, title, description, annotations = {}, inputSchema, outputSchema }) => {
      const { readOnlyHint, destructiveHint, idempotentHint } = annotations;
      const kind = [readOnlyHint && "R", destructiveHint && "D", idempotentHint && "I"]
        .filter(Boolean)
        .join(" ");
      expect([name, title?.length, description?.length]).toEqual([
        name,
        expect.any(Number),
        expect.any(Number),
      ]);
      expect([name, Object.keys(annotations).length]).toEqual([name, 5]);
      const answer = Object.keys(outputSchema?.properties ?? {});
      return [name, { kind, fields: Object.keys(inputSchema.properties ?? {}), answer }];
    });
    expect(Object.fromEntries(found)).toEqual(table);
  });

  it("say that they are destructive where they are", async () => {
    const { tools } = await agent.listTools();
    const destructive = tools.filter(({ annotations }) => annotations?.destructiveHint === true);
    expect(destructive.map(({ description }) => description)).toEqual([
      expect.stringMatching(/^Destructive: /),
    ]);
  });

  it("take no other fields, answer in open objects, and name closed sets", async () => {
    const { tools } = await agent.listTools();
    for (const { name, inputSchema, outputSchema } of tools) {
      expect([name, inputSchema.additionalProperties]).toEqual([name, false]);
      expect([name, outputSchema?.additionalProperties]).not.toEqual([name, false]);
    }
    const text = JSON.stringify(tools);
    for (const member of [
      "exhausted",
      "dead_lettered",
      "half_open",
      "breaker_open",
      "zone_place",
      "dst_gap",
      "overdue",
    ]) {
      expect(text).toContain(`"${member}"`);
    }
  });
});

describe("what npm start prints for MCP", () => {
  /** The configuration as users paste it. */
  const printed = () =>
    running
      .output()
      .split("\n")
      .filter((line) => line.includes("mcpServers"))
      .map((line) => JSON.parse(line).mcpServers.landfall);

  it("works as it stands, over HTTP and on stdio", async () => {
    const [http, stdio] = printed();
    expect(http).toMatchObject({ type: "http", url: `${running.url}/mcp` });
    const key = http.headers.Authorization.replace("Bearer ", "");
    const transports = [overHttp(running.url, key), onStdio(stdio.command, stdio.args, stdio.env)];
    for (const transport of transports) {
      const client = await connectedBy(transport, "2026-07-28");
      expect((await call(client, "preview_schedule", { when: "in 2 hours" })).isError).toBe(false);
      await client.close();
    }
    expect(printed()).toHaveLength(2);
  });
});
