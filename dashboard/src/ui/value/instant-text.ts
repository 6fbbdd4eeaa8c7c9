const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;

/** The browser's own zone. */
export const localZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** "in 5 min", "3 h ago"; two units where the first is small. */
export function relativeText(at: number, now: number): string {
  const away = Math.abs(at - now);
  const text = spanText(away);
  if (away < 1_000) return "now";
  return at > now ? `in ${text}` : `${text} ago`;
}

/** A length of time: "340 ms", "12 s", "5 min", "3 h 20 min", "4 d". */
export function spanText(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 10_000 && ms % 1_000 !== 0) return `${(ms / 1_000).toFixed(1).replace(/\.0$/, "")} s`;
  if (ms < minuteMs) return `${Math.floor(ms / 1_000)} s`;
  if (ms < hourMs) return `${Math.floor(ms / minuteMs)} min`;
  if (ms < dayMs) return twoUnits(ms, hourMs, "h", minuteMs, "min");
  return ms < 7 * dayMs ? twoUnits(ms, dayMs, "d", hourMs, "h") : `${Math.floor(ms / dayMs)} d`;
}

function twoUnits(ms: number, large: number, largeName: string, small: number, smallName: string): string {
  const rest = Math.floor((ms % large) / small);
  const text = `${Math.floor(ms / large)} ${largeName}`;
  return rest === 0 ? text : `${text} ${rest} ${smallName}`;
}

/** Making a formatter takes a hundred times as long as using it, and a table that scrolls has hundreds of instants. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatted(at: number, locale: "en-CA" | "en-GB", options: Intl.DateTimeFormatOptions): string {
  const key = `${locale} ${Object.entries(options).flat().join(" ")}`;
  let formatter = formatters.get(key);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat(locale, options);
    formatters.set(key, formatter);
  }
  return formatter.format(at);
}

const numericDay = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
const clock = { hour: "2-digit", minute: "2-digit", second: "2-digit" } as const;

/** "14:05:03" of the same local day, "30 Nov 14:05", with the year if it is another. */
export function shortText(at: number, now: number, zone = localZone): string {
  const day = (ms: number) => formatted(ms, "en-CA", { timeZone: zone, ...numericDay });
  const time = formatted(at, "en-GB", { timeZone: zone, ...clock });
  if (day(at) === day(now)) return time;
  const sameYear = day(at).slice(0, 4) === day(now).slice(0, 4);
  const date = formatted(at, "en-GB", {
    timeZone: zone,
    day: "numeric",
    month: "short",
    ...(!sameYear && { year: "numeric" }),
  });
  return `${date} ${time.slice(0, 5)}`;
}

/** "Mon 30 Nov 2026, 14:05:03.120 GMT+1" in a zone. */
export function fullText(at: number, zone: string): string {
  const date = formatted(at, "en-GB", {
    timeZone: zone,
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
  });
  const time = formatted(at, "en-GB", {
    timeZone: zone,
    ...clock,
    fractionalSecondDigits: 3,
    timeZoneName: "short",
  });
  return `${date.replace(",", "")}, ${time}`;
}
