import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { buildSdk } from "./build-sdk.ts";

const record = z.record(z.string(), z.unknown());
const packed = z.tuple([z.object({ filename: z.string() })]);

/**
 * Builds the SDK and packs it as it would be published, in `folder`; the package's files stay beside the tarball, in
 * `package/`.
 *
 * @returns the tarball's path
 */
export function packSdk(root: string, folder: string): string {
  const target = join(folder, "package");
  mkdirSync(target, { recursive: true });
  buildSdk(root, join(target, "dist"));
  const sdk = join(root, "clients/sdk");
  cpSync(join(sdk, "README.md"), join(target, "README.md"));
  cpSync(join(root, "LICENSE"), join(target, "LICENSE"));
  const given = record.parse(JSON.parse(readFileSync(join(sdk, "package.json"), "utf8")));
  // An entry whose sources are not there yet is none of this package's.
  const isThere = (file: string) => file === "./package.json" || existsSync(join(target, file));
  const exports = Object.fromEntries(
    Object.entries(record.parse(given.exports)).filter(([, entry]) => filesOf(entry).every(isThere)),
  );
  writeFileSync(join(target, "package.json"), `${JSON.stringify({ ...given, exports }, null, 2)}\n`);
  const out = execFileSync("npm", ["pack", "--json", "--pack-destination", folder, target], {
    encoding: "utf8",
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [{ filename }] = packed.parse(JSON.parse(out));
  return join(folder, filename);
}

/** The files that an entry of `exports` leads to. */
function filesOf(entry: unknown): string[] {
  if (typeof entry === "string") return [entry];
  return typeof entry === "object" && entry !== null ? Object.values(entry).flatMap(filesOf) : [];
}
