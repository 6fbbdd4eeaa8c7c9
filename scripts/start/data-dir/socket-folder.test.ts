import { once } from "node:events";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { prepareSocketFolder } from "./socket-folder.ts";

let base: string;
let servers: Server[] = [];
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "landfall-sockets-"));
});
afterEach(() => {
  for (const server of servers) server.close();
  servers = [];
  rmSync(base, { recursive: true, force: true });
});

async function listen(path: string): Promise<void> {
  const server = createServer().listen(path);
  servers.push(server);
  await once(server, "listening");
}

/** A data directory with a path too long for a socket in it, and a temporary folder. */
function deepDataDir(name = "deep"): { dataDir: string; temporary: string } {
  const dataDir = join(base, name.padEnd(110, "-"));
  const temporary = join(base, "tmp");
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  mkdirSync(temporary, { recursive: true });
  return { dataDir, temporary };
}

const modeOf = (path: string) => statSync(path).mode & 0o777;

describe("prepareSocketFolder", () => {
  it("makes one in the data directory for the owner alone, also where others may enter that", async () => {
    chmodSync(base, 0o755);
    mkdirSync(join(base, "sockets"), { mode: 0o755 });
    const { path } = await prepareSocketFolder(base);
    expect(path).toBe(join(base, "sockets"));
    expect(modeOf(path)).toBe(0o700);
  });

  it("takes away the sockets of a killed run", async () => {
    const { path } = await prepareSocketFolder(base);
    await listen(join(path, "accounts.sock"));
    await prepareSocketFolder(base);
    expect(existsSync(join(path, "accounts.sock"))).toBe(false);
  });

  it("makes one under the temporary folder for a data directory that is too deep", async () => {
    const { dataDir, temporary } = deepDataDir();
    const { path, remove } = await prepareSocketFolder(dataDir, temporary);
    expect(path.startsWith(join(temporary, "landfall-"))).toBe(true);
    expect(modeOf(path)).toBe(0o700);
    await listen(join(path, "dispatcher.sock"));
    expect(readFileSync(join(dataDir, "socket-folder"), "utf8")).toBe(`${path}\n`);
    expect(modeOf(join(dataDir, "socket-folder"))).toBe(0o600);
    remove();
    expect(existsSync(path)).toBe(false);
    expect(existsSync(join(dataDir, "socket-folder"))).toBe(false);
  });

  it("finds that folder again after a kill, without its sockets", async () => {
    const { dataDir, temporary } = deepDataDir();
    const { path } = await prepareSocketFolder(dataDir, temporary);
    await listen(join(path, "scheduler.sock"));
    const next = await prepareSocketFolder(dataDir, temporary);
    expect(next.path).toBe(path);
    expect(existsSync(join(path, "scheduler.sock"))).toBe(false);
  });

  it("makes another when that folder is gone, or others may enter it", async () => {
    const { dataDir, temporary } = deepDataDir();
    const first = await prepareSocketFolder(dataDir, temporary);
    chmodSync(first.path, 0o755);
    const second = await prepareSocketFolder(dataDir, temporary);
    expect(second.path).not.toBe(first.path);
    rmSync(second.path, { recursive: true });
    const third = await prepareSocketFolder(dataDir, temporary);
    expect(modeOf(third.path)).toBe(0o700);
  });

  it("leaves the folder of another data directory alone, though this one is a copy of it", async () => {
    const { dataDir, temporary } = deepDataDir();
    const first = await prepareSocketFolder(dataDir, temporary);
    await listen(join(first.path, "accounts.sock"));
    const copy = deepDataDir("copy").dataDir;
    cpSync(dataDir, copy, { recursive: true });
    const second = await prepareSocketFolder(copy, temporary);
    expect(second.path).not.toBe(first.path);
    expect(existsSync(join(first.path, "accounts.sock"))).toBe(true);
  });
});
