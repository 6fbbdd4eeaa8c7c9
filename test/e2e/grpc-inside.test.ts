import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { AccountsServiceService } from "../../generated/rpc/landfall/accounts/v1/accounts.ts";
import { freePorts } from "../../scripts/start/processes/free-ports.ts";
import { noAccess, type RpcAccess } from "../../services/runtime/rpc/access.ts";
import { openRpcClient } from "../../services/runtime/rpc/client.ts";
import { connectAs, isRoot, nobody } from "../services/rpc/connect-as.ts";
import { type Landfall, newLandfall } from "./fixtures/landfall.ts";

const services = ["scheduler", "dispatcher", "accounts"] as const;

/** Returns the inodes of all listening TCP sockets of this machine (proc_pid_net(5): state 0A). */
function listeningInodes(): Set<string> {
  const lines = ["/proc/net/tcp", "/proc/net/tcp6"]
    .filter((path) => existsSync(path))
    .flatMap((path) => readFileSync(path, "utf8").trim().split("\n").slice(1));
  const fields = lines.map((line) => line.trim().split(/\s+/));
  return new Set(fields.filter((line) => line[3] === "0A").map((line) => line[9] ?? ""));
}

/** Counts the TCP ports that a process listens on. */
function listeningPorts(pid: number): number {
  const inodes = listeningInodes();
  const open = readdirSync(`/proc/${pid}/fd`).map((fd) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`);
    } catch {
      return "";
    }
  });
  return open.filter((link) => inodes.has(/^socket:\[(\d+)\]$/.exec(link)?.[1] ?? "none")).length;
}

const portsOf = (landfall: Landfall) => ({
  ...Object.fromEntries(
    services.map((name) => [name, listeningPorts(landfall.processOf(`services/${name}/main.ts`).pid)]),
  ),
  gateway: listeningPorts(landfall.processOf("gateway/main.ts").pid),
});

/** Asks accounts at this address for the project of the test key. */
async function authenticate(
  landfall: Landfall,
  address: string,
  access: RpcAccess,
): Promise<readonly string[]> {
  const client = openRpcClient(AccountsServiceService, { address, access, timeoutMs: 5_000, idempotent: [] });
  try {
    return (await client.calls.authenticate({ apiKey: landfall.testKey })).scopes;
  } finally {
    client.close();
  }
}

describe("gRPC under npm start", () => {
  it("listens on no TCP port, but on sockets that no other user reaches", async () => {
    await using landfall = await newLandfall();
    // As if a user had created it: the folders inside must be safe by themselves.
    chmodSync(landfall.dataDir, 0o755);
    await landfall.start();
    expect(portsOf(landfall)).toEqual({ scheduler: 0, dispatcher: 0, accounts: 0, gateway: 1 });
    const folder = join(landfall.dataDir, "sockets");
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(folder).sort()).toEqual(["accounts.sock", "dispatcher.sock", "scheduler.sock"]);
    for (const name of services) {
      expect(statSync(join(folder, `${name}.sock`)).mode & 0o777).toBe(0o600);
      expect(landfall.output()).toContain(`unix:${join(folder, `${name}.sock`)}`);
      if (isRoot) expect(await connectAs(nobody, join(folder, `${name}.sock`))).toBe("EACCES");
    }
    const accounts = `unix:${join(folder, "accounts.sock")}`;
    expect(await authenticate(landfall, accounts, noAccess)).toContain("admin");
    // Its socket is left behind, and the next process must listen on it again.
    process.kill(landfall.processOf("services/accounts/main.ts").pid, "SIGKILL");
    const revived = () => authenticate(landfall, accounts, noAccess).catch(() => []);
    await expect.poll(revived, { timeout: 20_000 }).toContain("admin");
    expect(await landfall.stop()).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("asks for the token of DATA_DIR on TCP, and finds short sockets for a deep DATA_DIR", async () => {
    const base = join(mkdtempSync(join(tmpdir(), "landfall-deep-")), "d".repeat(100));
    mkdirSync(base);
    await using landfall = await newLandfall(base);
    const [port] = await freePorts(1);
    const address = `127.0.0.1:${port}`;
    await landfall.start({ ACCOUNTS_ADDRESS: address, RPC_TOKEN: "" });
    expect(portsOf(landfall)).toEqual({ scheduler: 0, dispatcher: 0, accounts: 1, gateway: 1 });
    const tokenFile = join(landfall.dataDir, "rpc-token");
    expect(statSync(tokenFile).mode & 0o777).toBe(0o600);
    const token = readFileSync(tokenFile, "utf8").trim();
    expect(await authenticate(landfall, address, { ...noAccess, token })).toContain("admin");
    await expect(authenticate(landfall, address, noAccess)).rejects.toThrow(/UNAUTHENTICATED/);
    await expect.poll(() => landfall.logs()).toContain("refused a call without our RPC_TOKEN");
    expect(landfall.logs()).not.toContain(token);
    const folder = readFileSync(join(landfall.dataDir, "socket-folder"), "utf8").trim();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    if (isRoot) expect(await connectAs(nobody, join(folder, "scheduler.sock"))).toBe("EACCES");
    expect(await landfall.stop()).toBe(0);
    expect(existsSync(folder)).toBe(false);
    rmSync(dirname(base), { recursive: true, force: true });
  });
});
