import { chmodSync, lstatSync, rmSync, statSync } from "node:fs";
import { connect } from "node:net";
import { dirname } from "node:path";

/**
 * Makes room for a Unix socket: removes one that a killed process left behind.
 *
 * @throws Error when the folder lets others in, something else is in its place, or a process listens there
 */
export async function clearSocketPath(path: string): Promise<void> {
  const folder = dirname(path);
  const { mode } = statSync(folder);
  // A socket has its mode only after it listens, and not every system looks at that: the folder keeps others out.
  if ((mode & 0o077) !== 0)
    throw new Error(`${folder} lets other users in: give it mode 700, or put the socket into another folder`);
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isSocket()) throw new Error(`${path} is no socket: remove it, or listen elsewhere`);
  if (await answers(path)) throw new Error(`another process listens on ${path}`);
  rmSync(path, { force: true });
}

/** For the owner only, should its folder be opened one day. */
export function closeToOthers(path: string): void {
  chmodSync(path, 0o600);
}

/** Connecting to a Unix socket is done or refused at once; a full backlog is also somebody. */
function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", (error) => {
      resolve(!("code" in error) || (error.code !== "ECONNREFUSED" && error.code !== "ENOENT"));
    });
  });
}
