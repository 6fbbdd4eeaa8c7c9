/** Nanoseconds per unit of Go; both spellings of micro (U+00B5 and U+03BC) are accepted. */
const unitNs: ReadonlyMap<string, bigint> = new Map([
  ["ns", 1n],
  ["us", 1_000n],
  ["\u00b5s", 1_000n],
  ["\u03bcs", 1_000n],
  ["ms", 1_000_000n],
  ["s", 1_000_000_000n],
  ["m", 60_000_000_000n],
  ["h", 3_600_000_000_000n],
]);

/** 2^63: a negative duration may reach it, a positive one may not. */
const limit = 1n << 63n;

/**
 * Parses a duration to nanoseconds; null where Go's `time.ParseDuration` returns an error
 * (https://pkg.go.dev/time#ParseDuration, read from src/time/format.go).
 *
 * It agrees with Go to the last bit: fractions are scaled in float64 and truncated, digits beyond 63 bits
 * of fraction are dropped, and -9223372036854775808ns is in range while the positive value is not.
 */
export function parseDuration(text: string): bigint | null {
  const negative = text.startsWith("-");
  let index = negative || text.startsWith("+") ? 1 : 0;
  if (text.slice(index) === "0") return 0n;
  if (index === text.length) return null;
  let totalNs = 0n;
  while (index < text.length) {
    const term = readTerm(text, index);
    if (term === null) return null;
    // Go adds in uint64, so 2^63 twice wraps to zero.
    totalNs = BigInt.asUintN(64, totalNs + term.ns);
    if (totalNs > limit) return null;
    index = term.end;
  }
  if (negative) return -totalNs;
  return totalNs === limit ? null : totalNs;
}

/**
 * Whole milliseconds of a duration, rounded up (towards +infinity), so that a wait is never shorter than
 * requested. Compare limits such as "at least 1s" in nanoseconds, before rounding.
 */
export function durationMs(ns: bigint): number {
  const wholeMs = ns / 1_000_000n;
  return Number(ns > 0n && ns % 1_000_000n !== 0n ? wholeMs + 1n : wholeMs);
}

/**
 * Formats whole milliseconds in Go's short form: "1h30m", "1.5s", "250ms", "0s". Omits units that are zero;
 * hours are the largest unit. `parseDuration` returns the same value.
 *
 * @throws RangeError if `ms` is not a safe integer
 */
export function formatDuration(ms: number): string {
  if (!Number.isSafeInteger(ms)) throw new RangeError(`not a whole number of milliseconds: ${ms}`);
  if (ms === 0) return "0s";
  const sign = ms < 0 ? "-" : "";
  const absoluteMs = Math.abs(ms);
  if (absoluteMs < 1_000) return `${sign}${absoluteMs}ms`;
  const hours = Math.floor(absoluteMs / 3_600_000);
  const minutes = Math.floor(absoluteMs / 60_000) % 60;
  const seconds = Math.floor(absoluteMs / 1_000) % 60;
  const fraction = (absoluteMs % 1_000).toString().padStart(3, "0").replace(/0+$/, "");
  const secondsText = fraction === "" ? `${seconds}` : `${seconds}.${fraction}`;
  return [
    sign,
    hours > 0 ? `${hours}h` : "",
    minutes > 0 ? `${minutes}m` : "",
    secondsText === "0" ? "" : `${secondsText}s`,
  ].join("");
}

interface Term {
  ns: bigint;
  /** The index after the unit. */
  end: number;
}

/** Reads one number with its unit, such as the `1.5h` of `1.5h30m`. */
function readTerm(text: string, start: number): Term | null {
  const wholeEnd = endOfDigits(text, start);
  const whole = readWhole(text, start, wholeEnd);
  if (whole === null) return null;
  let end = wholeEnd;
  let fraction = { value: 0n, scale: 1 };
  if (text[end] === ".") {
    const fractionEnd = endOfDigits(text, end + 1);
    fraction = readFraction(text, end + 1, fractionEnd);
    if (wholeEnd === start && fractionEnd === end + 1) return null;
    end = fractionEnd;
  } else if (wholeEnd === start) {
    return null;
  }
  const unitStart = end;
  while (end < text.length && text[end] !== "." && !isDigit(text, end)) end++;
  const unit = unitNs.get(text.slice(unitStart, end));
  if (unit === undefined || whole > limit / unit) return null;
  // Go computes this product in float64; exact arithmetic would differ in the last nanosecond.
  const ns = whole * unit + BigInt(Math.floor(Number(fraction.value) * (Number(unit) / fraction.scale)));
  return ns > limit ? null : { ns, end };
}

/** Go's `leadingInt`: null above 2^63. */
function readWhole(text: string, start: number, end: number): bigint | null {
  let first = start;
  while (first < end && text[first] === "0") first++;
  if (end - first > 19) return null;
  const value = end === first ? 0n : BigInt(text.slice(first, end));
  return value > limit ? null : value;
}

/** Go's `leadingFraction`: ignores digits that do not fit in 63 bits. */
function readFraction(text: string, start: number, end: number): { value: bigint; scale: number } {
  let value = 0n;
  let scale = 1;
  for (let index = start; index < end; index++) {
    if (value > (limit - 1n) / 10n) break;
    const next = value * 10n + BigInt(text.charCodeAt(index) - 48);
    if (next > limit) break;
    value = next;
    scale *= 10;
  }
  return { value, scale };
}

function endOfDigits(text: string, start: number): number {
  let end = start;
  while (isDigit(text, end)) end++;
  return end;
}

function isDigit(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 48 && code <= 57;
}
