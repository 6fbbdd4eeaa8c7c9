import { resolve } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { newLandfall, type Landfall as Running } from "../../e2e/fixtures/landfall.ts";
import { type Receiver, startReceiver } from "../../receiver/receiver.ts";

let running: Running;
let receiver: Receiver;
const open: Client[] = [];

beforeAll(async () => {
  receiver = await startReceiver();
  running = await newLandfall();
  await running.start();
}, 60_000);
afterAll(async () => {
  await running[Symbol.asyncDispose]();
  await receiver.close();
});
afterEach(async () => {
  for (const client of open.splice(0)) await client.close();
});

/** The official client of the first generation, of which most agents are made. */
async function connected(transport: StdioClientTransport | StreamableHTTPClientTransport): Promise<Client> {
  const client = new Client({ name: "landfall-tests", version: "0" });
  await client.connect(transport);
  open.push(client);
  return client;
}

const doors = {
  http: (apiKey: string) =>
    new StreamableHTTPClientTransport(new URL(`${running.url}/mcp`), {
      requestInit: { headers: { Authorization: `Bearer ${apiKey}` } },
    }),
  stdio: (apiKey: string) =>
    new StdioClientTransport({
      command: process.execPath,
      args: ["--disable-warning=ExperimentalWarning", resolve("clients/mcp/src/main.ts")],
      env: { SCHED_API_URL: running.url, SCHED_API_KEY: apiKey },
      stderr: "pipe",
    }),
};

describe.each(Object.entries(doors))("MCP over %s by a client of the first generation", (door, transport) => {
  it("is initialised, lists, calls, is refused, and reads", async () => {
    const agent = await connected(transport(running.testKey));
    expect(agent.getServerVersion()).toMatchObject({ name: "landfall" });
    expect(agent.getInstructions()).toContain("Landfall");
    const { tools } = await agent.listTools();
    expect(tools.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        "preview_schedule",
        "schedule_delivery",
        "explain_delivery",
        "replay_delivery",
      ]),
    );

    // This client holds structured content against the output schema by itself.
    const preview = await agent.callTool({
      name: "preview_schedule",
      arguments: { when: "every weekday at 9" },
    });
    expect(preview.structuredContent).toMatchObject({ timing: { cron: "0 9 * * 1-5" } });
    const path = `/older/${door}`;
    const made = await agent.callTool({
      name: "schedule_delivery",
      arguments: { when: "in 1s", endpoint: `${receiver.url}${path}`, body: { hello: door } },
    });
    expect(made.structuredContent).toMatchObject({ state: "active", assumptions: [] });
    const requests = await receiver.waitFor((all) => all.some(({ url }) => url === path), 15_000);
    expect(requests.find(({ url }) => url === path)?.body.toString()).toBe(JSON.stringify({ hello: door }));

    const refused = await agent.callTool({ name: "preview_schedule", arguments: { when: "tomorrow at 5" } });
    expect(refused).toMatchObject({
      isError: true,
      content: [{ type: "text", text: expect.stringMatching(/^ambiguous_time: [\s\S]*Next step: /) }],
    });
    expect(refused.structuredContent).toBeUndefined();

    const { resources } = await agent.listResources();
    const uri = resources.find((each) => each.uri.endsWith("openapi.json"))?.uri ?? "";
    const [content] = (await agent.readResource({ uri })).contents;
    expect(JSON.parse(content !== undefined && "text" in content ? content.text : "").openapi).toBe("3.1.0");
  });

  it("cannot connect without a key that the API knows", async () => {
    await expect(connected(transport(`sk_test_${"0".repeat(32)}`))).rejects.toThrow();
  });
});
