import { readPhrase } from "./clauses/read-phrase.ts";
import { Context } from "./context.ts";
import { describeTiming } from "./explain.ts";
import { isoDurationPhrase, readCron, readInstant } from "./raw-forms.ts";
import type { WhenReading, WhenRefusal } from "./reading.ts";
import { refuseKnownWords } from "./refused-words.ts";
import { resolveOnce } from "./resolve/resolve-once.ts";
import { repeats, resolveRecurring } from "./resolve/resolve-recurring.ts";
import { Cursor } from "./tokens/cursor.ts";
import { tokenize } from "./tokens/tokens.ts";
import { type Zone, type ZoneBook, zoneBook, zoneNamed } from "./tokens/zones.ts";
import { refuse, WhenError } from "./when-error.ts";

/** Options of a reading. */
export interface WhenOptions {
  /** The instant that "in" and "tomorrow" count from; default: the clock. */
  readonly now?: Date | number;
  /** IANA name of the caller's zone, for phrases without one; default: the machine's. */
  readonly timezone?: string;
  /** IANA names whose last parts are read as cities; default: those of `Intl`. */
  readonly timezones?: readonly string[];
}

/** Zones of the database without a place, which a machine may still be set to. */
const oldNames = /^(?:GMT|[CEMP]ST\d[CEMP]DT|EST|MST|HST|CET|MET|EET|WET)$/i;

/** Longer phrases are refused. */
const longest = 200;

/**
 * Reads a time as people write it into an API timing: `in 2h`, `tomorrow 9am Europe/Berlin`,
 * `every weekday at 9`, and forms that the API accepts itself (`1h30m`, RFC 3339, cron). A phrase with an
 * unused word is refused; what was added to it is in `assumptions`. Clock changes are left to `/preview`.
 */
export function readWhen(text: string, options: WhenOptions = {}): WhenReading | WhenRefusal {
  try {
    return parseWhen(text, options);
  } catch (error) {
    if (!(error instanceof WhenError)) throw error;
    const { code, message, suggestions } = error;
    return { ok: false, code, message, suggestions };
  }
}

/**
 * Like `readWhen`, but throws.
 *
 * @throws WhenError if `readWhen` returns a refusal
 */
export function parseWhen(text: string, options: WhenOptions = {}): WhenReading {
  const setting = {
    now: Number(options.now ?? Date.now()),
    timezone: options.timezone ?? machineZone(),
    book: options.timezones === undefined ? ownBook() : zoneBook(options.timezones),
  };
  try {
    return read(text, setting);
  } catch (error) {
    if (!(error instanceof WhenError)) throw error;
    const readable = [...new Set(error.suggestions)].filter((each) => isReadable(each, setting));
    throw new WhenError(error.code, error.message, readable);
  }
}

/** The machine's zone; UTC if the engine cannot tell, for example with an invalid `TZ`. */
function machineZone(): string {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return timeZone === undefined || timeZone === "Etc/Unknown" ? "UTC" : timeZone;
}

let machineBook: ZoneBook | undefined;

/** Zones of the engine, which do not change while the program runs; building the book takes 0.3 ms. */
function ownBook(): ZoneBook {
  machineBook ??= zoneBook(Intl.supportedValuesOf("timeZone"));
  return machineBook;
}

interface Setting {
  readonly now: number;
  readonly timezone: string;
  readonly book: ZoneBook;
}

function isReadable(text: string, setting: Setting): boolean {
  try {
    read(text, setting);
    return true;
  } catch {
    return false;
  }
}

function read(text: string, setting: Setting): WhenReading {
  const phrase = text.replace(/^[\s\u200b\ufeff]+|[\s\u200b\ufeff.,;!]+$/gu, "");
  if (phrase === "") refuse("vague", "Say when, such as `in 2 hours` or `tomorrow at 9`.");
  if (phrase.length > longest) refuse("unreadable", `A time has at most ${longest} characters.`);
  const caller = callersZone(setting);
  const instant = readInstant(phrase, setting.now);
  if (instant !== null) return reading(instant, []);
  const cron = readCron(phrase);
  if (cron !== null) return readRawCron(phrase, cron, setting, caller);
  const cursor = cursorOver(isoDurationPhrase(phrase) ?? phrase);
  refuseKnownWords(cursor);
  const slots = readPhrase(cursor, setting.book);
  const context = new Context(cursor, setting.now, slots.get("zone") ?? caller);
  const timing = repeats(slots) ? resolveRecurring(slots, context) : resolveOnce(slots, context);
  return reading(timing, assumptionsOf(context));
}

function cursorOver(phrase: string): Cursor {
  return new Cursor(phrase, tokenize(phrase));
}

function callersZone({ book, timezone }: Setting): Zone {
  const name = zoneNamed(book, timezone) ?? (oldNames.test(timezone) ? timezone.toUpperCase() : null);
  if (name === null) refuse("unknown_timezone", `“${timezone}” is no IANA time zone, such as Europe/Berlin.`);
  return { kind: "place", name, assumption: null };
}

function readRawCron(
  phrase: string,
  { cron, zone, rest }: NonNullable<ReturnType<typeof readCron>>,
  setting: Setting,
  caller: Zone,
): WhenReading {
  const cursor = cursorOver(zone ?? rest);
  const named = cursor.done ? undefined : readPhrase(cursor, setting.book);
  const other = named?.writtenIn(
    "span",
    "relative",
    "period",
    "weekdays",
    "days",
    "month",
    "clocks",
    "part",
    "every",
  );
  if ((zone !== null && rest !== "") || (other !== undefined && other !== null)) {
    refuse("unreadable", `After a cron expression only a zone can stand: “${phrase}”.`);
  }
  const context = new Context(cursor, setting.now, named?.get("zone") ?? caller);
  if (context.zone.kind === "offset")
    refuse("unknown_timezone", "A cron expression needs a place, such as Europe/Berlin.");
  return reading({ cron, timezone: context.zone.name }, assumptionsOf(context));
}

function assumptionsOf({ zone, assumptions }: Context): WhenReading["assumptions"] {
  const ofZone = zone.kind === "place" && zone.assumption !== null ? [zone.assumption] : [];
  return [...ofZone, ...assumptions];
}

function reading(timing: WhenReading["timing"], assumptions: WhenReading["assumptions"]): WhenReading {
  return { ok: true, timing, assumptions, description: describeTiming(timing) };
}
