import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AccountsServiceService } from "../../../generated/rpc/landfall/accounts/v1/accounts.ts";
import { TelemetryServiceService } from "../../../generated/rpc/landfall/telemetry/v1/telemetry.ts";
import { freePorts } from "../../../scripts/start/processes/free-ports.ts";
import { startAccounts } from "../../../services/accounts/start-accounts.ts";
import { createLogger } from "../../../services/runtime/logging/logger.ts";
import { openOnLoopback } from "../../../services/runtime/rpc/access.ts";
import { openRpcClient } from "../../../services/runtime/rpc/client.ts";
import { systemClock } from "../../../services/runtime/time/clock.ts";
import { connectStore } from "../../../services/store/for-accounts.ts";
import {
  type AccountsUnderTest,
  type Constellation,
  startConstellation,
} from "../fixtures/constellation/constellation.ts";

let constellation: Constellation<"accounts">;
let accounts: AccountsUnderTest;
beforeEach(async () => {
  constellation = await startConstellation({ accounts: {} });
  ({ accounts } = constellation);
});
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await constellation.close();
});

function connect(port: number) {
  const address = `127.0.0.1:${port}`;
  const client = openRpcClient(AccountsServiceService, { address, idempotent: [] });
  const telemetry = openRpcClient(TelemetryServiceService, { address, idempotent: [] });
  closing.push(
    () => client.close(),
    () => telemetry.close(),
  );
  return { client, telemetry };
}

describe("the accounts service", () => {
  it("says that it serves once the store has answered", async () => {
    await expect.poll(() => accounts.client.isServing(1_000)).toBe(true);
  });

  it("listens and does not serve while the store is away", async () => {
    const [nobody] = await freePorts(1);
    const url = `mysql://nobody@127.0.0.1:${nobody}/landfall`;
    const store = connectStore({ url, connections: 1, patienceMs: 10 });
    const log = createLogger("accounts", "silent");
    const parts = {
      store,
      clock: systemClock,
      keys: constellation.keys,
      destinations: accounts.destinations,
      log,
    };
    const running = await startAccounts({ ...parts, listen: "127.0.0.1:0", access: openOnLoopback });
    closing.push(
      () => store.close(),
      () => running.stop(),
    );
    const { client } = connect(running.port);
    const apiKey = accounts.project.testKey;
    await expect(client.calls.authenticate({ apiKey })).rejects.toMatchObject({
      code: "service_unavailable",
    });
    expect(await client.isServing(1_000)).toBe(false);
  });
});

describe("the accounts process", () => {
  async function start(environment: NodeJS.ProcessEnv): Promise<ChildProcess> {
    const main = fileURLToPath(new URL("../../../services/accounts/main.ts", import.meta.url));
    const child = spawn(process.execPath, [main], {
      env: { PATH: process.env.PATH, LOG_LEVEL: "silent", ...environment },
      stdio: ["pipe", "ignore", "pipe"],
    });
    closing.push(() => child.kill("SIGKILL"));
    return child;
  }

  it("serves with the settings of its environment, and ends with its supervisor", async () => {
    const [port = 0] = await freePorts(1);
    const child = await start({
      DATABASE_URL: constellation.database.doorUrl("accounts"),
      SEALING_KEYS: constellation.sealingKeys,
      LISTEN_ADDRESS: `127.0.0.1:${port}`,
      RPC_INSECURE_LOOPBACK: "1",
      SUPERVISED: "1",
    });
    const { client, telemetry } = connect(port);
    const { scopes } = await client.calls.authenticate({ apiKey: accounts.project.testKey });
    expect(scopes).toContain("admin");
    const { process: name, metricsJson } = await telemetry.calls.getMetrics({});
    expect(name).toBe("accounts");
    expect(JSON.parse(metricsJson).length).toBeGreaterThan(0);
    const ended = once(child, "exit");
    child.stdin?.end();
    expect(await ended).toEqual([0, null]);
  });

  it("does not start without the keys that open what it stores", async () => {
    const child = await start({
      DATABASE_URL: constellation.database.doorUrl("accounts"),
      SEALING_KEYS: "k1:short",
    });
    const [code] = await once(child, "exit");
    expect(code).toBe(1);
  });
});
