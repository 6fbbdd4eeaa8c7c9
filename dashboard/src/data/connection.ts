import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { useLandfall } from "../session/account.tsx";

/** `away`: the API does not answer. `unready`: it answers, but something behind it is missing. */
export type Connection =
  | { readonly state: "here" }
  | { readonly state: "away" | "unready"; readonly since: number; readonly reason: string | null };

const calmMs = 10_000;
const eagerMs = 1_500;
const listeners = new Set<() => void>();
let connection: Connection = { state: "here" };
let lastAnswerAt = Date.now();
let askNow: (() => void) | null = null;

/** Notes that something was answered. */
export function noteAnswer(): void {
  lastAnswerAt = Date.now();
}

/** Notes that a question had no answer: whether the API is away is found out at once. */
export function noteFailure(): void {
  if (connection.state === "here") askNow?.();
}

/** The connection as it is, and since when nothing was answered. */
export function useConnection(): { readonly connection: Connection; readonly lastAnswerAt: number } {
  return { connection: useSyncExternalStore(listen, () => connection), lastAnswerAt };
}

/**
 * Asks the API every ten seconds if it is ready, more often while it is not, and at once when a question fails. When it
 * is back, everything on the page is asked again.
 */
export function useConnectionWatch(): void {
  const landfall = useLandfall();
  const queries = useQueryClient();
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const ask = async () => {
      clearTimeout(timer);
      const next = await look(() => landfall.service.readiness({ signal: stop.signal, timeoutMs: 5_000 }));
      if (stop.signal.aborted) return;
      const isBack = connection.state !== "here" && next.state === "here";
      change(next);
      if (isBack) void queries.invalidateQueries();
      clearTimeout(timer);
      timer = setTimeout(ask, next.state === "here" ? calmMs : eagerMs);
    };
    askNow = () => void ask();
    timer = setTimeout(ask, calmMs);
    return () => {
      stop.abort();
      clearTimeout(timer);
      askNow = null;
    };
  }, [landfall, queries]);
}

async function look(ask: () => Promise<Readiness>): Promise<Connection> {
  const since = connection.state === "here" ? Date.now() : connection.since;
  try {
    const { status, checks, reasons = {} } = await ask();
    if (status === "ready") return { state: "here" };
    const missing = Object.keys(checks).filter((name) => checks[name] !== "ok");
    const reason = missing.map((name) => reasons[name] ?? `${name} does not answer`).join("; ");
    return { state: "unready", since, reason };
  } catch {
    return { state: "away", since, reason: null };
  }
}

interface Readiness {
  readonly status: string;
  readonly checks: Readonly<Record<string, string>>;
  readonly reasons?: Readonly<Record<string, string>>;
}

function change(next: Connection): void {
  if (next.state === "here") noteAnswer();
  if (next.state === "here" && connection.state === "here") return;
  connection = next;
  for (const each of listeners) each();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
