import { fileURLToPath } from "node:url";
import { ensurePackages } from "./bootstrap/ensure-packages.js";
import { findNode } from "./bootstrap/find-node.js";
import { runScript } from "./bootstrap/run-script.js";

/**
 * The way into `npm start` and `npm test`: `node scripts/bootstrap.js start|test [arguments]`.
 *
 * Plain JavaScript, since it is run by whatever Node the machine has (18 and newer): it installs the
 * packages, among them the Node that the project needs, and lets that one run `scripts/<command>.ts`.
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const [command, ...args] = process.argv.slice(2);

try {
  if (command !== "start" && command !== "test") {
    throw new Error("Usage: node scripts/bootstrap.js start|test [arguments]");
  }
  await ensurePackages(root, process.env);
  // The APIs for wallets are tested, and not started yet.
  for (const part of command === "test" ? ["services/payments", "test/wallets"] : [])
    await ensurePackages(root, process.env, part);
  const node = findNode(root);
  runScript({ root, node, script: `scripts/${command}.ts`, args });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
