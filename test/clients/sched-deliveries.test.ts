import { execFile } from "node:child_process";
import { createServer } from "node:http";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { freePorts } from "../../scripts/start/processes/free-ports.ts";
import { type InstalledSched, installSched } from "./sched/installed-sched.ts";

const _run = promisify(execFile);
let here: InstalledSched;
const sched: InstalledSched["sched"] = (...given) => here.sched(...given);
const waited = { timeout: 20_000, interval: 100 };

beforeAll(async () => {
  here = await installSched();
}, 400_000);
afterAll(() => here[Symbol.asyncDispose](), 60_000);

/** Starts `sched listen` on a free port. */
async function listening(...args: readonly string[]) {
  const [port = 0] = await freePorts(1);
  const running = here.start("listen", "--port", String(port), ...args);
  await running.said("Listening on");
  return { ...running, url: `http://127.0.0.1:${port}` };
}

describe("sched listen", () => {
  it("verifies, prints lateness and retries, fails on order, and ends on Ctrl-C with 130", async () => {
    const ear = await listening("--fail", "1");
    await here.json("in", "1s", `${ear.url}/hello`, "-d", '{"a":1}');
    await ear.said(/attempt 1 · .* late · signature verified/);
    await ear.said(/attempt 2 · .* late · signature verified · seen before/);
    expect(ear.output()).toMatch(/POST \/hello {2}→ 500[\s\S]*\{"a":1\}[\s\S]*POST \/hello {2}→ 200/);
    await fetch(`${ear.url}/nobody`, { method: "POST", body: "x" });
    await ear.said("UNSIGNED");
    expect(await ear.stop()).toBe(130);
  });

  it("forwards, and answers what it is answered", async () => {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      request.resume().on("end", () => {
        seen.push(
          `${request.method} ${request.url} ${request.headers["x-a"]} ${typeof request.headers["sched-signature"]}`,
        );
        response.writeHead(202).end("taken");
      });
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const address = server.address();
    const target = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/inner`;
    const ear = await listening("--forward", target, "--count", "1", "--json");
    const { id } = await here.json("in", "1s", ear.url, "-X", "PUT", "-H", "X-A: b");
    await ear.said('"status":202');
    expect(seen).toEqual(["PUT /inner b string"]);
    await vi.waitFor(async () => {
      const { data } = await here.json("deliveries", "--schedule", String(id));
      expect(data).toMatchObject([{ state: "succeeded", last_status_code: 202 }]);
    }, waited);
    server.close();
  });
});

describe("dead letters", () => {
  it("are listed, replayed with progress, and seen by tail", async () => {
    const [port = 0] = await freePorts(1);
    const target = `http://127.0.0.1:${port}/dead`;
    for (const name of ["one", "two"])
      await here.json("in", "1s", target, "--max-attempts", "1", "--name", name);
    await vi.waitFor(
      async () => expect((await here.json("dead-letters", "-q", "/dead")).data).toHaveLength(2),
      waited,
    );
    const { stdout } = await sched(["dead-letters", "-q", "/dead"]);
    expect(stdout).toMatch(/dead_lettered .* connect: /);
    const [letter] = (await here.json("dead-letters", "-q", "/dead")).data as { id: string }[];
    expect((await sched(["delivery", letter?.id ?? ""])).stdout).toMatch(/attempt 1 .* failed {2}connect/);
    expect((await here.json("attempts", letter?.id ?? "")).data).toHaveLength(1);

    const ear = here.start("listen", "--port", String(port));
    await ear.said("Listening on");
    expect((await sched(["dead-letters", "replay"])).code).toBe(2);
    const replayed = await sched([
      "dead-letters",
      "replay",
      "-q",
      "/dead",
      "--over",
      "1s",
      "--yes",
      "--wait",
    ]);
    expect([replayed.code, replayed.stdout]).toEqual([0, "2 sent again, over 1s.\n"]);
    expect(replayed.stderr).toContain("2 of 2 attempted: 2 succeeded");
    const again = await sched(["dead-letters", "replay", "--all", "--yes", "--json"]);
    expect(JSON.parse(again.stdout)).toMatchObject({ replayed: 0 });
    expect(await here.json("replay", letter?.id ?? "")).toMatchObject({ replay_of: letter?.id });
    await ear.stop();

    const past = await sched([
      "tail",
      "--since",
      "10m",
      "--no-follow",
      "--outcome",
      "succeeded",
      "-q",
      "/dead",
    ]);
    expect(past.stdout.trim().split("\n").length).toBeGreaterThanOrEqual(2);
  });
});

describe("sched tail", () => {
  it("shows each attempt once as it comes, as JSON lines, and says when the link is lost and back", async () => {
    const tail = here.start("tail", "--json", "--interval", "0.2");
    await tail.said("Following attempts");
    const { id } = await here.json("in", "1s", "http://127.0.0.1:9/tail", "--max-attempts", "1");
    await tail.said(String(id));
    await here.landfall.stop();
    await tail.said("Link lost");
    await here.landfall.start();
    await tail.said("Link is back");
    const { id: next } = await here.json("in", "1s", "http://127.0.0.1:9/tail", "--max-attempts", "1");
    await tail.said(String(next));
    expect(await tail.stop()).toBe(130);
    const lines = tail
      .output()
      .split("\n")
      .filter((line) => line.startsWith('{"id"'));
    expect(lines.map((line) => JSON.parse(line).schedule_id)).toEqual([id, next]);
  }, 120_000);
});
