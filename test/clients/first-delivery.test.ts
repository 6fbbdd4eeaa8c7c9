import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newLandfall, type Landfall as Running } from "../e2e/fixtures/landfall.ts";
import { type Receiver, startReceiver } from "../receiver/receiver.ts";
import { call, connectedBy, overHttp } from "./mcp/connect.ts";

const run = promisify(execFile);

let running: Running;
let receiver: Receiver;

beforeAll(async () => {
  receiver = await startReceiver();
  running = await newLandfall();
  await running.start();
}, 60_000);
afterAll(async () => {
  await running[Symbol.asyncDispose]();
  await receiver.close();
});

/** Returns the shell blocks of "A first delivery" in README.md, up to the one that shows the delivery. */
function blocks(language: string): string[] {
  const readme = readFileSync("README.md", "utf8");
  const [, section = ""] = readme.split("## A first delivery");
  const [first = ""] = section.split("Five seconds later");
  return [...first.matchAll(/```(\w+)\n([\s\S]*?)```/g)].flatMap(([, kind, text = ""]) =>
    kind === language ? [here(text)] : [],
  );
}

function here(text: string): string {
  return text
    .replaceAll("http://127.0.0.1:8080", running.url)
    .replaceAll("http://127.0.0.1:9000", receiver.url)
    .replaceAll(".data/", `${running.dataDir}/`)
    .replaceAll("sk_test_…", running.testKey);
}

/** Runs the blocks as one script, since the first sets variables for the others. */
async function shell(...parts: string[]): Promise<string> {
  const env = { ...process.env, npm_config_offline: "true" };
  return (await run("sh", ["-ec", parts.join("\n")], { env })).stdout;
}

const greeted = async (by: string) => {
  const is = ({ body }: { body: Buffer }) => body.toString() === JSON.stringify({ hello: by });
  const all = await receiver.waitFor((requests) => requests.some(is), 20_000);
  expect(all.filter(is).map(({ url }) => url)).toEqual(["/hello"]);
};

describe("README's first delivery", () => {
  const shellBlock = (what: string) => blocks("sh").find((block) => block.includes(what)) ?? "";

  it("arrives with curl", async () => {
    expect(await shell(shellBlock("curl "))).toContain('"object":"schedule"');
    await greeted("world");
  });

  it("arrives with the SDK", async () => {
    const [settings = ""] = shellBlock("curl ").split("curl ");
    expect(await shell(settings, shellBlock("@landfall/sdk"))).toMatch(/^sch_\w+ /m);
    await greeted("SDK");
  });

  it("arrives with sched", async () => {
    const [settings = ""] = shellBlock("curl ").split("curl ");
    const keyed = `${settings}\nexport SCHED_API_KEY=$KEY`;
    expect(await shell(keyed, shellBlock("sched -- in 5s"))).toMatch(/sch_\w+/);
    await greeted("sched");
  });

  it("arrives from an agent", async () => {
    const [config = "", args = ""] = blocks("json");
    const { url, headers } = JSON.parse(config).mcpServers.landfall;
    expect([url, headers]).toEqual([`${running.url}/mcp`, { Authorization: `Bearer ${running.testKey}` }]);
    const client = await connectedBy(overHttp(running.url, running.testKey), "2026-07-28");
    const { isError, text } = await call(client, "schedule_delivery", JSON.parse(args));
    expect([text, isError]).toEqual([text, false]);
    await client.close();
    await greeted("MCP");
  });
});
