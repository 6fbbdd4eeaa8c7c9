import { wholeNumber } from "../create/request-fields.ts";
import { usageFailure } from "../failure.ts";

/** Options of `listen`, as typed. */
export interface ListenWords {
  readonly port: string;
  readonly host: string;
  readonly forward?: string;
  readonly status?: string;
  readonly fail?: string;
  readonly delay?: string;
  readonly secret?: readonly string[];
  readonly count?: string;
}

/** Options of `listen`. */
export interface ListenSettings {
  readonly port: number;
  readonly host: string;
  readonly forward: URL | null;
  readonly status: number;
  readonly failures: number;
  readonly delayMs: number;
  /** Number of deliveries to receive; infinite: until Ctrl-C. */
  readonly count: number;
}

/** Reads the options. @throws Failure for the first invalid one */
export function listenSettings(typed: ListenWords): ListenSettings {
  const port = wholeNumber("--port", typed.port) ?? 9000;
  if (port > 65_535)
    throw usageFailure(`There is no port ${port}.`, "Write --port 9001, or 0 for any that is free.");
  const status = wholeNumber("--status", typed.status) ?? 200;
  if (status < 200 || status > 599) throw usageFailure(`--status takes 200 to 599; ${status} is none.`);
  return {
    port,
    host: typed.host,
    forward: typed.forward === undefined ? null : forwardUrl(typed.forward),
    status,
    failures: wholeNumber("--fail", typed.fail) ?? 0,
    delayMs: typed.delay === undefined ? 0 : delayOf(typed.delay),
    count: wholeNumber("--count", typed.count) ?? Number.POSITIVE_INFINITY,
  };
}

function forwardUrl(text: string): URL {
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) return new URL(text);
  throw usageFailure(`“${text}” is no URL to forward to.`, `Write --forward http://localhost:3000/hooks.`);
}

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000 };

function delayOf(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(text);
  const unit = unitMs[match?.[2] ?? ""];
  if (match === null || unit === undefined)
    throw usageFailure(`“${text}” is no delay.`, "Write --delay 500ms, 2s or 1m.");
  return Math.min(Number(match[1]) * unit, 600_000);
}
