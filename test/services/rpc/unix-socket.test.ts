import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { noAccess } from "../../../services/runtime/rpc/access.ts";
import { connectAs, isRoot, nobody } from "./connect-as.ts";
import { connect, serve, withToken } from "./serve-telemetry.ts";

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "landfall-rpc-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe("a Unix socket", () => {
  it("is for its owner, asks for no token, and is gone when the server has stopped", async () => {
    const path = join(newFolder(), "a.sock");
    const server = await serve(`unix:${path}`, { ...withToken, tls: null });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const client = connect(`unix:${path}`);
    await expect(client.calls.getStatus({})).resolves.toBeDefined();
    expect(await client.isServing(1_000)).toBe(true);
    client.close();
    await server.stop();
    expect(existsSync(path)).toBe(false);
  });

  it("takes the place of one that a killed process left", async () => {
    const path = join(newFolder(), "a.sock");
    const code = `require("node:net").createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, "SIGKILL"))`;
    await once(spawn(process.execPath, ["-e", code]), "exit");
    expect(existsSync(path)).toBe(true);
    await serve(`unix:${path}`, noAccess);
    await expect(connect(`unix:${path}`).calls.getStatus({})).resolves.toBeDefined();
  });

  it("takes the place of nothing that lives, and of no other file", async () => {
    const folder = newFolder();
    const path = join(folder, "a.sock");
    await serve(`unix:${path}`, noAccess);
    await expect(serve(`unix:${path}`, noAccess)).rejects.toThrow(`another process listens on ${path}`);
    await expect(connect(`unix:${path}`).calls.getStatus({})).resolves.toBeDefined();
    const file = join(folder, "file");
    writeFileSync(file, "kept");
    await expect(serve(`unix:${file}`, noAccess)).rejects.toThrow(`${file} is no socket`);
    expect(statSync(file).size).toBe(4);
  });

  it("is refused in a folder that others may enter", async () => {
    const folder = newFolder();
    chmodSync(folder, 0o711);
    await expect(serve(`unix:${folder}/a.sock`, noAccess)).rejects.toThrow(`${folder} lets other users in`);
    expect(existsSync(join(folder, "a.sock"))).toBe(false);
  });

  it.runIf(isRoot)("is closed to another user of the machine", async () => {
    const path = join(newFolder(), "a.sock");
    await serve(`unix:${path}`, noAccess);
    expect(await connectAs(nobody, path)).toBe("EACCES");
    const open = newFolder();
    chmodSync(open, 0o755);
    const reachable = createServer().listen(join(open, "a.sock"));
    onTestFinished(() => void reachable.close());
    await once(reachable, "listening");
    chmodSync(join(open, "a.sock"), 0o666);
    // Shows that the barred path would work otherwise.
    expect(await connectAs(nobody, join(open, "a.sock"))).toBe("connected");
  });
});
