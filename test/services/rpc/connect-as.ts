import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";

/** Debian's `nobody`, who owns nothing. */
export const nobody = 65_534;

/** True if this process may become another user. */
export const isRoot = process.getuid?.() === 0;

/**
 * Returns what comes of a connection to a Unix socket that another user makes: `connected`, or the code of the
 * error.
 */
export function connectAs(user: number, path: string): Promise<string> {
  const code = `require("node:net").connect(${JSON.stringify(path)})
    .on("connect", () => { process.stdout.write("connected"); process.exit(); })
    .on("error", (error) => process.stdout.write(error.code))`;
  const child = spawn(process.execPath, ["-e", code], {
    uid: user,
    gid: user,
    cwd: "/",
    stdio: ["ignore", "pipe", "inherit"],
  });
  return text(child.stdout);
}
