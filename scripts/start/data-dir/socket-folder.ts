import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { longestSocketPathBytes } from "../../../services/runtime/rpc/address.ts";
import { CommandFailure } from "../failure.ts";
import { writePrivateFile } from "./private-file.ts";

/** Folder of the services' sockets. */
export interface SocketFolder {
  readonly path: string;
  /** Deletes the folder if it is outside the data directory. */
  remove(): void;
}

/** The longest socket name in the folder, also used to test it. */
const longestName = "dispatcher.sock";
const ending = ".sock";
/**
 * In a folder outside the data directory: names its data directory, because a copy of that directory points
 * to the same folder.
 */
const ofFile = "data-dir";

/**
 * Prepares a folder for Unix sockets that only its owner may enter, without sockets of a killed run. It is
 * `$DATA_DIR/sockets`; if that path is too long for a socket, or its disk does not support sockets or
 * modes, a folder under the system's temporary folder. The file `socket-folder` in the data directory then
 * records it, so that the next start finds it after a kill.
 *
 * @throws CommandFailure if there is no place for one
 */
export async function prepareSocketFolder(dataDir: string, temporary = tmpdir()): Promise<SocketFolder> {
  const own = join(dataDir, "sockets");
  const record = join(dataDir, "socket-folder");
  const recorded = readRecorded(record, dataDir);
  mkdirSync(own, { recursive: true, mode: 0o700 });
  chmodSync(own, 0o700);
  if (await holdsSockets(own)) {
    if (recorded !== null) rmSync(recorded, { recursive: true, force: true });
    rmSync(record, { force: true });
    return { path: own, remove: () => clear(own) };
  }
  const remove = (path: string) => () => {
    rmSync(path, { recursive: true, force: true });
    rmSync(record, { force: true });
  };
  if (recorded !== null && (await holdsSockets(recorded)))
    return { path: recorded, remove: remove(recorded) };
  for (const base of new Set([temporary, "/tmp"])) {
    if (!existsSync(base)) continue;
    const made = mkdtempSync(join(base, "landfall-"));
    if (await holdsSockets(made)) {
      writePrivateFile(join(made, ofFile), `${dataDir}\n`);
      writePrivateFile(record, `${made}\n`);
      return { path: made, remove: remove(made) };
    }
    rmSync(made, { recursive: true, force: true });
  }
  throw new CommandFailure(
    `There is no folder for the services' sockets, neither ${own} nor ${temporary}: choose another with DATA_DIR=, or set SCHEDULER_ADDRESS, DISPATCHER_ADDRESS and ACCOUNTS_ADDRESS.`,
  );
}

/** The folder that an earlier start made for this data directory; null if it no longer exists. */
function readRecorded(record: string, dataDir: string): string | null {
  if (!existsSync(record)) return null;
  const folder = readFileSync(record, "utf8").trim();
  const of = join(folder, ofFile);
  return isPrivate(folder) && existsSync(of) && readFileSync(of, "utf8").trim() === dataDir ? folder : null;
}

/** True if it is private and a socket can listen in it; removes old sockets. */
async function holdsSockets(folder: string): Promise<boolean> {
  if (Buffer.byteLength(join(folder, longestName)) > longestSocketPathBytes || !isPrivate(folder))
    return false;
  clear(folder);
  const server = createServer();
  return new Promise((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(join(folder, `try${ending}`), () => server.close(() => resolve(true)));
  });
}

/** Another user may have taken the name of a folder that the system deleted. */
function isPrivate(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return found?.isDirectory() === true && (found.mode & 0o077) === 0 && found.uid === process.getuid?.();
}

/** The lock on the data directory ensures that nobody listens on them any more. */
function clear(folder: string): void {
  for (const name of readdirSync(folder))
    if (name.endsWith(ending)) rmSync(join(folder, name), { force: true });
}
