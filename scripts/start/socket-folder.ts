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
import { longestSocketPathBytes } from "../../services/runtime/rpc/address.ts";
import { CommandFailure } from "./failure.ts";
import { writePrivateFile } from "./private-file.ts";

/** Where the services' sockets lie. */
export interface SocketFolder {
  readonly path: string;
  /** Takes away what is not in the data directory. */
  remove(): void;
}

/** The longest name in it, also while it is tried out. */
const longestName = "dispatcher.sock";
const ending = ".sock";
/** In a folder outside of the data directory: whose it is, since a copy of that directory names it, too. */
const ofFile = "data-dir";

/**
 * A folder for Unix sockets that only its owner may enter, without those of a killed run: `$DATA_DIR/sockets`; where
 * that is too deep for a socket, or its disk knows no sockets or modes, one under the system's temporary folder. The
 * data directory's `socket-folder` then says which, so that the next start finds it after a kill.
 *
 * @throws CommandFailure when there is no place for one
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
    `No folder takes the services' sockets, neither ${own} nor ${temporary}: choose another with DATA_DIR=, or set SCHEDULER_ADDRESS, DISPATCHER_ADDRESS and ACCOUNTS_ADDRESS.`,
  );
}

/** The folder that an earlier start made for this data directory; null when there is none any more. */
function readRecorded(record: string, dataDir: string): string | null {
  if (!existsSync(record)) return null;
  const folder = readFileSync(record, "utf8").trim();
  const of = join(folder, ofFile);
  return isPrivate(folder) && existsSync(of) && readFileSync(of, "utf8").trim() === dataDir ? folder : null;
}

/** True when it is ours alone and a socket can be listened on in it; what sockets were there are gone then. */
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

/** Somebody else may have taken the name of a folder that the system swept away. */
function isPrivate(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return found?.isDirectory() === true && (found.mode & 0o077) === 0 && found.uid === process.getuid?.();
}

/** The lock on the data directory sees to it that nobody listens on them any more. */
function clear(folder: string): void {
  for (const name of readdirSync(folder))
    if (name.endsWith(ending)) rmSync(join(folder, name), { force: true });
}
