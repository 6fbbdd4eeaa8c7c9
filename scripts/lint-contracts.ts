import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateDocument } from "./generate/bundle.ts";
import { type ContractDocument, parseDocument } from "./generate/document.ts";
import { brokenPromises } from "./lint-contracts/broken-promises.ts";
import { openCorners } from "./lint-contracts/open-corners.ts";

/**
 * Lints both contracts and holds them against what was released last (`openapi/baseline.json`,
 * `proto/baseline.binpb`), so that no change breaks a client or a peer that runs. `--release` renews the
 * baselines: do that when a release goes out, not to silence a finding.
 */
const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "landfall-contracts-"));
const baselines = { openapi: join(root, "openapi/baseline.json"), proto: join(root, "proto/baseline.binpb") };
let findings = 0;

function report(lines: readonly string[]): void {
  for (const line of lines) console.error(line);
  findings += lines.length;
}

function run(command: "buf" | "redocly", words: readonly string[], cwd: string): void {
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
  const result = spawnSync(join(root, "node_modules/.bin", command), words, { cwd, env, encoding: "utf8" });
  if (result.status !== 0) report([`${command} ${words[0]}:\n${result.stdout}${result.stderr}`]);
}

function against(file: string, check: (baseline: ContractDocument) => void): void {
  if (existsSync(file)) check(parseDocument(JSON.parse(readFileSync(file, "utf8"))));
}

try {
  const { document } = generateDocument(root, folder);
  run("redocly", ["lint", "openapi/openapi.yaml"], root);
  // The examples are in the bundle alone.
  run("redocly", ["lint", join(folder, "openapi.json")], root);
  run("buf", ["lint"], join(root, "proto"));
  report(openCorners(document));
  if (process.argv.includes("--release")) {
    copyFileSync(join(folder, "openapi.json"), baselines.openapi);
    run("buf", ["build", "--output", baselines.proto], join(root, "proto"));
  } else {
    against(baselines.openapi, (baseline) => report(brokenPromises(baseline, document)));
    if (existsSync(baselines.proto))
      run("buf", ["breaking", "--against", baselines.proto], join(root, "proto"));
  }
  console.log(findings === 0 ? "the contracts are in order" : `${findings} findings`);
  process.exitCode = findings === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
