import type { Logger } from "../logging/logger.ts";
import { collectAtRest } from "../memory/collect-at-rest.ts";
import { systemClock } from "../time/clock.ts";

/** The running process, as its parts see it. */
export interface Lifetime {
  /** Aborts when the process is asked to stop: accept nothing new, finish what has begun. */
  readonly signal: AbortSignal;
  /**
   * Opens a part and registers its `close`. Parts are closed in reverse order, so a part may use earlier
   * ones until its own `close` has returned.
   *
   * @throws what `open` throws; the signal's reason if the process is already stopping
   */
  start<T>(name: string, open: () => T | Promise<T>, close: (part: T) => void | Promise<void>): Promise<T>;
}

/** Options for stopping a process. */
export interface LifecycleOptions {
  readonly log: Logger;
  /** True if the parent holds standard input open; its end means "stop", like SIGTERM. */
  readonly supervised: boolean;
  /** Time limit for closing all parts; after it the process exits with code 1. */
  readonly stopWithinMs?: number;
}

interface OpenPart {
  readonly name: string;
  close(): Promise<void>;
}

const defaultStopWithinMs = 25_000;

/**
 * Runs a process: `main` starts its parts; SIGTERM, SIGINT or the end of a supervised standard input closes
 * them in reverse order. Returns once all are closed. If a start fails, closes what was opened and sets
 * exit code 1. A second signal ends the process at once.
 */
export async function runProcess(
  options: LifecycleOptions,
  main: (lifetime: Lifetime) => Promise<void>,
): Promise<void> {
  const { log } = options;
  const stopping = new AbortController();
  const parts: OpenPart[] = [];
  const unlisten = listen(options, stopping);
  const start: Lifetime["start"] = (name, open, close) =>
    startPart(parts, stopping.signal, name, open, close);
  try {
    await start(
      "memory",
      () => collectAtRest(systemClock, log),
      (loop) => loop.stop(),
    );
    await main({ signal: stopping.signal, start });
    log.info({ pid: process.pid }, "started");
    await aborted(stopping.signal);
  } catch (error) {
    if (!stopping.signal.aborted) {
      log.fatal({ err: error }, "could not start");
      process.exitCode = 1;
      stopping.abort(error);
    }
  }
  await closeParts(parts, options);
  unlisten();
}

async function startPart<T>(
  parts: OpenPart[],
  signal: AbortSignal,
  name: string,
  open: () => T | Promise<T>,
  close: (part: T) => void | Promise<void>,
): Promise<T> {
  signal.throwIfAborted();
  const part = await open();
  parts.push({ name, close: async () => close(part) });
  return part;
}

async function closeParts(parts: OpenPart[], options: LifecycleOptions): Promise<void> {
  const { log } = options;
  let closing = "";
  const overdue = setTimeout(() => {
    log.fatal({ part: closing }, "did not stop in time");
    process.exit(1);
  }, options.stopWithinMs ?? defaultStopWithinMs);
  for (const part of parts.reverse()) {
    closing = part.name;
    try {
      await part.close();
    } catch (error) {
      log.error({ err: error, part: part.name }, "did not close cleanly");
      process.exitCode = 1;
    }
  }
  clearTimeout(overdue);
  log.info("stopped");
}

/** Turns each way of asking the process to stop into one abort; returns a function that stops listening. */
function listen(options: LifecycleOptions, stopping: AbortController): () => void {
  const { log } = options;
  const stop = (why: string) => {
    if (stopping.signal.aborted) {
      log.warn({ why }, "asked to stop twice, ending at once");
      process.exit(1);
    }
    log.info({ why }, "stopping");
    stopping.abort(new Error(`stopping: ${why}`));
  };
  const onInputEnd = () => {
    if (!stopping.signal.aborted) stop("standard input ended");
  };
  // An unhandled rejection is a defect, and a process that continues after one is in an unknown state.
  // Exiting loses nothing: what was answered is in the store, and leases recover the rest.
  const crash = (error: unknown) => {
    log.fatal({ err: error }, "unhandled error");
    process.exit(1);
  };
  process.on("SIGTERM", stop).on("SIGINT", stop);
  process.on("unhandledRejection", crash).on("uncaughtException", crash);
  if (options.supervised) process.stdin.on("end", onInputEnd).on("error", onInputEnd).resume();
  return () => {
    process.off("SIGTERM", stop).off("SIGINT", stop);
    process.off("unhandledRejection", crash).off("uncaughtException", crash);
    // An open pipe would keep the process alive.
    if (options.supervised) process.stdin.destroy();
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
