import { execFile } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { packSdk } from "../../../scripts/sdk/pack-sdk.ts";
import { type Landfall, newLandfall } from "../../e2e/fixtures/landfall.ts";
import { type Receiver, startReceiver } from "../../receiver/receiver.ts";
import type { Block } from "./blocks.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const run = promisify(execFile);

/** Somebody who does what a page says: a Landfall, a receiver, and a folder with the packed SDK and `sched`. */
export interface Reader extends AsyncDisposable {
  readonly landfall: Landfall;
  readonly receiver: Receiver;
  /** Begins a page: what a block of another one has set is gone. */
  turnPage(): void;
  /** Runs a block, and resolves to what it printed. @throws Error if it fails */
  follow(block: Block): Promise<string>;
}

/** Starts all of it; what is shown for the usual ports goes to those in use here. */
export async function newReader(): Promise<Reader> {
  const folder = mkdtempSync(join(tmpdir(), "landfall-reader-"));
  const receiver = await startReceiver();
  const landfall = await newLandfall();
  await landfall.start();
  const tarball = packSdk(root, folder);
  const project = join(folder, "project");
  mkdirSync(join(project, "bin"), { recursive: true });
  writeFileSync(join(project, "package.json"), '{"private":true,"type":"module"}\n');
  await run("npm", ["install", "--offline", "--no-audit", "--no-fund", tarball], { cwd: project });
  const sched = join(project, "bin", "sched");
  writeFileSync(
    sched,
    `#!/bin/sh\nexec "${process.execPath}" "${join(root, "clients/cli/src/main.ts")}" "$@"\n`,
  );
  chmodSync(sched, 0o755);
  const kept = join(project, "variables.sh");
  const env = {
    ...process.env,
    PATH: `${join(project, "bin")}:${process.env.PATH}`,
    SCHED_API_URL: landfall.url,
    SCHED_API_KEY: landfall.testKey,
  };
  const here = (text: string) =>
    text
      .replaceAll("http://127.0.0.1:8080", landfall.url)
      .replaceAll("http://127.0.0.1:9000", receiver.url)
      .replaceAll(".data/", `${landfall.dataDir}/`);
  const program = async ({ language, text }: Block) => {
    if (language === "sh") {
      const variables = existsSync(kept) ? `. ${kept}\n` : "";
      const script = `set -a\n${variables}${here(text)}\nexport -p > ${kept}\n`;
      return (await run("sh", ["-ec", script], { cwd: project, env })).stdout;
    }
    writeFileSync(join(project, "block.mjs"), here(text));
    return (await run(process.execPath, ["block.mjs"], { cwd: project, env })).stdout;
  };
  return {
    landfall,
    receiver,
    turnPage: () => rmSync(kept, { force: true }),
    follow: program,
    async [Symbol.asyncDispose]() {
      await landfall[Symbol.asyncDispose]();
      await receiver.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
