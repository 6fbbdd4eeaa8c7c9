import { chmodSync, lstatSync, rmSync, statSync } from "node:fs";
import { connect } from "node:net";
import { dirname } from "node:path";

/**
 * Prepares the path of a Unix socket: removes a socket left behind by a killed process.
 *
 * @throws Error if the folder is open to others, the path is not a socket, or a process listens there
 */
export async function clearSocketPath(path: string): Promise<void> {
  const folder = dirname(path);
  const { mode } = statSync(folder);
  // A socket gets its mode only after it listens, and not every system checks it: the folder keeps others
  // out.
  if ((mode & 0o077) !== 0)
    throw new Error(`${folder} lets other users in: give it mode 700, or put the socket into another folder`);
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isSocket()) throw new Error(`${path} is no socket: remove it, or listen elsewhere`);
  if (await answers(path)) throw new Error(`another process listens on ${path}`);
  rmSync(path, { force: true });
}

/** Restricts the socket to its owner, in case its folder is opened later. */
export function closeToOthers(path: string): void {
  chmodSync(path, 0o600);
}

/**
 * Connecting to a Unix socket succeeds or fails at once; a full backlog also means that a process listens.
 */
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
