import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Runs a process and returns the URLs of the modules that it loaded, as Node itself tells. */
async function modulesOf(script: string, environment: Record<string, string>): Promise<string[]> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", `${root}${script}`], {
    env: { PATH: process.env.PATH, NODE_DEBUG: "esm", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString("latin1");
  });
  // A gateway needs nobody to start; a service ends by itself, when it has read its settings.
  child.stdout.on("data", (chunk: Buffer) => {
    if (chunk.includes('"msg":"started"')) child.kill("SIGTERM");
  });
  await once(child, "close");
  return [...said.matchAll(/Storing (file:\S+) /g)].map(([, url]) => url ?? "");
}

const ofOpenTelemetry = (urls: readonly string[]) => urls.filter((url) => url.includes("opentelemetry"));

describe("without an endpoint for traces", () => {
  it("a gateway loads nothing of OpenTelemetry from its start to its stop", async () => {
    const loaded = await modulesOf("gateway/main.ts", { PORT: "0" });
    expect(loaded.some((url) => url.endsWith("gateway/middleware/begin.ts"))).toBe(true);
    expect(ofOpenTelemetry(loaded)).toEqual([]);
  });

  for (const service of ["scheduler", "dispatcher", "accounts"]) {
    it(`a ${service} loads nothing of it with its own modules`, async () => {
      const loaded = await modulesOf(`services/${service}/main.ts`, {});
      expect(loaded.some((url) => url.endsWith(`services/${service}/start-${service}.ts`))).toBe(true);
      expect(ofOpenTelemetry(loaded)).toEqual([]);
    });
  }

  it("would be seen to load it, since it does with one", async () => {
    const environment = { PORT: "0", OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1" };
    expect(ofOpenTelemetry(await modulesOf("gateway/main.ts", environment)).length).toBeGreaterThan(10);
  });
});
