import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** Codings that a file is kept in, best first. */
export const codings = ["br", "gzip", "identity"] as const;
type Coding = (typeof codings)[number];

/** A file of the console, in every coding that it was built in. */
export interface ConsoleFile {
  readonly type: string;
  /** True if its name changes with its content. */
  readonly immutable: boolean;
  readonly etag: string;
  readonly bytes: Readonly<Partial<Record<Coding, Buffer>>>;
}

/** All files by their path below `/console/`; `index.html` is the page. */
export type ConsoleFiles = ReadonlyMap<string, ConsoleFile>;

const builtFolder = new URL("../../dashboard/dist/console/", import.meta.url);

const types: Readonly<Record<string, string>> = {
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  svg: "image/svg+xml",
};

let read: Promise<ConsoleFiles | null> | null = null;

/**
 * Reads the built console once and keeps it in memory, 1.5 MB.
 *
 * @returns null if it is not built; the next call looks again
 */
export async function consoleFiles(folder: URL = builtFolder): Promise<ConsoleFiles | null> {
  read ??= readFiles(folder).catch(() => null);
  const files = await read;
  if (files === null) read = null;
  return files;
}

async function readFiles(folder: URL): Promise<ConsoleFiles | null> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const start = fileURLToPath(folder).length;
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll("//", "/").slice(start));
  const named = paths.filter((path) => extensionOf(path) in types);
  const files = new Map<string, ConsoleFile>();
  for (const path of named) files.set(path, await readOne(folder, path, paths));
  return files.has("index.html") ? files : null;
}

async function readOne(folder: URL, path: string, paths: readonly string[]): Promise<ConsoleFile> {
  const coded = (suffix: string) => {
    const name = `${path}${suffix}`;
    return paths.includes(name) ? readFile(new URL(name, folder)) : undefined;
  };
  const [identity, gzip, br] = await Promise.all([
    readFile(new URL(path, folder)),
    coded(".gz"),
    coded(".br"),
  ]);
  return {
    type: types[extensionOf(path)] ?? "application/octet-stream",
    immutable: path.startsWith("assets/"),
    etag: createHash("sha256").update(identity).digest("base64url").slice(0, 22),
    bytes: { identity, ...(gzip && { gzip }), ...(br && { br }) },
  };
}

function extensionOf(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}
