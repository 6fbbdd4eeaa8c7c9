import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";

/** Debian's user `nobody`. */
export const nobody = 65_534;

/** True if this process may become another user. */
export const isRoot = process.getuid?.() === 0;

/** Connects to a Unix socket as another user; returns `connected` or the error code. */
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
