import { systemClock } from "./clock.ts";
import { collectAtRest } from "./collect-at-rest.ts";
import type { Logger } from "./logger.ts";

/** The running process, as its parts see it. */
export interface Lifetime {
  /** Aborts when the process is asked to stop: take nothing new, finish what was begun. */
  readonly signal: AbortSignal;
  /**
   * Opens a part and remembers how to close it. Parts are closed in reverse order, so one may use
   * what was opened before it until its own `close` has returned.
   *
   * @throws what `open` throws; the signal's reason when the process is already stopping
   */
  start<T>(name: string, open: () => T | Promise<T>, close: (part: T) => void | Promise<void>): Promise<T>;
}

/** Describes how a process stops. */
export interface LifecycleOptions {
  readonly log: Logger;
  /** The parent holds our standard input open, and its end means "stop" like SIGTERM. */
  readonly supervised: boolean;
  /** What all parts together may take to close; after that the process is ended with code 1. */
  readonly stopWithinMs?: number;
}

interface OpenPart {
  readonly name: string;
  close(): Promise<void>;
}

const defaultStopWithinMs = 25_000;

/**
 * Runs a process: `main` starts its parts, then SIGTERM, SIGINT or the end of a supervised standard
 * input closes them in reverse. Returns when all are closed. A failed start closes what was opened
 * and leaves exit code 1. A second signal ends the process at once.
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

/** Turns every way of being asked to stop into one abort; returns how to stop listening. */
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
  // What nobody awaited is a defect, and a process that goes on after one is in no known state.
  // Nothing is lost by it: what was answered is in the store, leases take care of the rest.
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
