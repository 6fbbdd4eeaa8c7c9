import { join } from "node:path";
import { identityOf } from "../../services/runtime/process/process-identity.ts";
import { parseDatabaseUrl } from "../../services/store/session/database-url.ts";
import { announcement } from "./announce.ts";
import { credentialsPath, type Keys, readKeys, writeCredentials } from "./data-dir/credentials.ts";
import { prepareDataDir } from "./data-dir/data-dir.ts";
import { prepareDevClock } from "./data-dir/dev-clock.ts";
import { type Lock, takeLock } from "./data-dir/lock.ts";
import { loadRpcToken } from "./data-dir/rpc-token.ts";
import { loadSealingKeys } from "./data-dir/sealing-keys.ts";
import { CommandFailure, codeOf, reasonOf } from "./failure.ts";
import { compileCacheOf } from "./processes/compile-cache.ts";
import { endProcess } from "./processes/end-process.ts";
import { assertAddressFree } from "./processes/free-ports.ts";
import { programsOf, type Scripts } from "./processes/programs.ts";
import { prepareAddresses } from "./processes/service-addresses.ts";
import { type Program, type SupervisedProgram, supervise } from "./processes/supervise.ts";
import { waitUntilReady } from "./processes/wait-until-ready.ts";
import type { Settings } from "./settings.ts";
import type { Steps } from "./steps.ts";
import { notAllowed } from "./store/door-users.ts";
import { openDoors, openStore } from "./store/store-of.ts";

/** Collaborators from other rooms; tests pass their own. */
export interface Parts {
  readonly scripts: Scripts;
  /** The MCP server on standard input and output, which clients start. */
  readonly mcpScript: string;
  /** Modules that the gateway loads when they are first asked for. */
  readonly loadedLater: readonly string[];
  /** Loads the scripts' modules for Node to keep them there; never fails. */
  fillCompileCache(scripts: readonly string[], folder: string, stop: AbortSignal): Promise<void>;
  /** Builds the console if its sources changed; null if it is built, else why not. Never fails. */
  buildConsole(stop: AbortSignal): Promise<string | null>;
  migrate(databaseUrl: string): Promise<void>;
  /** Returns `existing` if both keys are still valid; otherwise creates new ones for the first project. */
  ensureFirstKeys(options: { databaseUrl: string; sealingKeys: string; existing: Keys | null }): Promise<{
    testKey: string;
    liveKey: string;
  }>;
}

/** `stop` begins a clean stop, `hurry` cuts it short. */
export interface Signals {
  readonly stop: AbortSignal;
  readonly hurry: AbortSignal;
}

const drainLimitMs = 15_000;

/**
 * Starts everything, announces it, and returns when all is stopped again after `stop`. If a step fails,
 * undoes the earlier ones in reverse.
 *
 * @throws CommandFailure if the start failed; nothing is left running then
 */
export async function runLandfall(
  settings: Settings,
  parts: Parts,
  environment: NodeJS.ProcessEnv,
  steps: Steps,
  signals: Signals,
): Promise<void> {
  const undo: (() => void | Promise<void>)[] = [];
  try {
    await bringUp(settings, parts, environment, steps, signals, undo);
    if (!signals.stop.aborted) {
      await new Promise((resolve) => signals.stop.addEventListener("abort", resolve, { once: true }));
    }
  } catch (error) {
    if (!signals.stop.aborted) throw error;
  } finally {
    if (signals.stop.aborted)
      steps.say("\nStopping: what is on the wire is finished first. Ctrl-C again hurries.");
    for (const step of undo.reverse()) await step();
    if (signals.stop.aborted) steps.say("Stopped.");
  }
}

async function bringUp(
  settings: Settings,
  parts: Parts,
  environment: NodeJS.ProcessEnv,
  steps: Steps,
  { stop, hurry }: Signals,
  undo: (() => void | Promise<void>)[],
): Promise<void> {
  const { dataDir } = settings;
  prepareDataDir(dataDir);
  // Before the port check: if both fail, "already running" is the more useful message.
  const lock = takeLock(dataDir);
  undo.push(() => lock.release());
  if (lock.leftovers.some(({ pid, identity }) => identityOf(pid) === identity)) {
    await steps.run("waiting for what a killed run left behind", async () => {
      const limits = { patienceMs: drainLimitMs, limitMs: 2_000 };
      await Promise.all(lock.leftovers.map(({ pid, identity }) => endProcess(pid, identity, limits)));
    });
  }
  await assertAddressFree(settings.host, settings.port);
  const sealingKeys = settings.sealingKeys ?? loadSealingKeys(dataDir);
  const rpcToken = settings.rpcToken ?? loadRpcToken(dataDir);
  const { addresses, remove } = await prepareAddresses(settings);
  undo.push(remove);

  // In parallel with the database, which takes longer.
  const compileCache = compileCacheOf(dataDir, environment);
  const filled = parts.fillCompileCache(
    [...Object.values(parts.scripts), ...parts.loadedLater],
    compileCache,
    stop,
  );
  const consoleBuilt = parts.buildConsole(stop);
  const store = await openStore(settings, environment, steps);
  undo.push(() => store.stop());
  stop.throwIfAborted();
  const doors = await steps.run("schema and database users", async () => {
    await parts.migrate(store.adminUrl).catch((error: unknown) => {
      throw schemaProblem(store.adminUrl, error);
    });
    await prepareDevClock(store.adminUrl, settings.devClock);
    return openDoors(store, settings, steps);
  });
  const existing = readKeys(dataDir);
  const keys = await steps.run("project and keys", () =>
    parts.ensureFirstKeys({ databaseUrl: doors.accounts, sealingKeys, existing }),
  );
  const apiUrl = urlOf(settings);
  writeCredentials(dataDir, apiUrl, { test_key: keys.testKey, live_key: keys.liveKey });
  await untilBuilt(consoleBuilt, steps);
  stop.throwIfAborted();

  await steps.run("accounts, dispatcher, scheduler, gateway", async () => {
    await filled;
    const inside = { addresses, doors, sealingKeys, rpcToken, compileCache, environment };
    const running = startPrograms(programsOf(settings, parts.scripts, inside), lock, steps);
    // Undone in this order, whatever the order of starting: producers of work stop before its consumers.
    undo.push(async () => {
      for (const name of ["gateway", "scheduler", "dispatcher", "accounts"]) {
        await running.find((each) => each.name === name)?.stop(drainLimitMs, hurry);
      }
    });
    await waitUntilReady(apiUrl, running, stop);
  });
  steps.say(
    announcement({
      apiUrl,
      addresses,
      credentialsPath: credentialsPath(dataDir),
      testKey: keys.testKey,
      logsDir: join(dataDir, "logs"),
      mcpCommand: [process.execPath, "--disable-warning=ExperimentalWarning", parts.mcpScript],
      egressByDefault: settings.egressByDefault ? settings.egressAllow : null,
      devClock: settings.devClock,
    }),
  );
}

/** Waits for the console; without it all else works. */
async function untilBuilt(built: Promise<string | null>, steps: Steps): Promise<void> {
  const problem = await steps.run("console", () => built);
  if (problem !== null) steps.say(`  ! the console could not be built: ${problem}`);
}

/**
 * Starts the processes and records them in the lock, so that the next start can end those left after a
 * kill.
 */
function startPrograms(programs: readonly Program[], lock: Lock, { say }: Steps): SupervisedProgram[] {
  const running: SupervisedProgram[] = [];
  const note = () =>
    lock.note(
      running.flatMap((each) => {
        const pid = each.pid();
        const identity = pid === null ? null : identityOf(pid);
        return pid === null || identity === null ? [] : [{ pid, identity }];
      }),
    );
  for (const program of programs) running.push(supervise(program, say, () => setImmediate(note)));
  return running;
}

function schemaProblem(adminUrl: string, error: unknown): CommandFailure {
  const { user } = parseDatabaseUrl(adminUrl);
  const mend = notAllowed.has(codeOf(error) ?? "")
    ? `user "${user}" needs ALL rights on the database`
    : "mend that and start again; what is done of it stays done";
  return new CommandFailure(`The schema could not be brought up to date (${reasonOf(error)}): ${mend}.`);
}

/**
 * Address for callers on this machine: a socket that listens on all interfaces is reached over the
 * loopback.
 */
function urlOf({ host, port }: Settings): string {
  const reached = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return `http://${reached.includes(":") ? `[${reached}]` : reached}:${port}`;
}
