import { parseDuration } from "./duration.ts";

const secondsOf: ReadonlyMap<string, number> = new Map(
  Object.entries({ s: 1, sec: 1, second: 1, m: 60, min: 60, minute: 60, h: 3_600, hr: 3_600, hour: 3_600 }),
);
/** Units that Go does not know, in hours. */
const hoursOf: ReadonlyMap<string, number> = new Map(
  Object.entries({ d: 24, day: 24, w: 168, wk: 168, week: 168 }),
);
const goUnits = { 1: "s", 60: "m", 3600: "h" } as const;
const term = /(\d+(?:\.\d+)?)\s*(ms|msecs?|milliseconds?|[a-z]+)/y;

/**
 * Suggests the correct form for a text that is not a duration, such as `5 minutes`, `PT5M`, `2 days` or
 * `90`. The result is appended to an error message; empty if the text is valid or its meaning unclear.
 */
export function durationHint(text: string): string {
  if (parseDuration(text) !== null) return "";
  const meant = meantDuration(text.trim().toLowerCase());
  return meant === null ? "" : `; write "${meant}"`;
}

function meantDuration(text: string): string | null {
  if (text.length > 50) return null;
  if (/^\d+$/.test(text)) return `${Number(text)}s`;
  // ISO 8601, without years and months, whose length varies.
  const iso = /^p(?:(\d+)w)?(?:(\d+)d)?(?:t(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?)?$/.exec(text);
  if (iso) return fromParts(iso.slice(1));
  return fromWords(text.replaceAll(/,|\band\b/g, " "));
}

function fromParts(parts: readonly (string | undefined)[]): string | null {
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts.map((part) => Number(part ?? 0));
  const terms = [
    [weeks * 168 + days * 24 + hours, "h"],
    [minutes, "m"],
    [seconds, "s"],
  ] as const;
  return terms.flatMap(([count, unit]) => (count > 0 ? `${count}${unit}` : [])).join("") || null;
}

/** Converts `1 hour 30 minutes` term by term. */
function fromWords(text: string): string | null {
  let written = "";
  for (let at = 0; ; ) {
    at += /^\s*/.exec(text.slice(at))?.[0].length ?? 0;
    if (at >= text.length) return written || null;
    term.lastIndex = at;
    const found = term.exec(text);
    const one = found && inGo(found[1] ?? "", found[2] ?? "");
    if (!found || !one) return null;
    written += one;
    at = term.lastIndex;
  }
}

function inGo(count: string, word: string): string | null {
  if (/^m(illi)?s(ec(ond)?s?)?$/.test(word)) return `${count}ms`;
  const unit = word.length > 1 ? word.replace(/s$/, "") : word;
  const seconds = secondsOf.get(unit);
  if (seconds === 1 || seconds === 60 || seconds === 3_600) return `${count}${goUnits[seconds]}`;
  const hours = hoursOf.get(unit);
  return hours === undefined ? null : `${Number(count) * hours}h`;
}
