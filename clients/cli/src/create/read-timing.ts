import { parseWhen, readWhen, type WhenAssumption, type WhenTiming } from "../../../sdk/src/when/when.ts";
import { usageFailure } from "../failure.ts";
import type { Session } from "../session.ts";

/** Kind of time that a command accepts. */
export type Asked =
  /** A delay: `2h`. */
  | "in"
  /** A moment: `tomorrow 9am`. */
  | "at"
  /** A cron expression. */
  | "cron"
  /** A repetition: `15m`, `weekday at 9`. */
  | "every"
  /** Any of these. */
  | "any";

/** A timing of the API, and the assumptions made in reading it. */
export interface ReadTiming {
  readonly timing: WhenTiming;
  readonly assumptions: readonly WhenAssumption[];
}

/**
 * Reads a time in words for a command: `in 2h`, `at tomorrow 9am`, `every weekday at 9`. Cron expressions that the
 * grammar does not know are left to the API, which reports the error.
 *
 * @throws WhenError for words that cannot be read
 * @throws Failure for a time of the wrong kind: once where it should repeat, or the reverse
 */
export function readTiming(session: Session, asked: Asked, words: string): ReadTiming {
  const options = { now: session.world.now(), timezone: session.timezone };
  if (asked === "cron") {
    const read = readWhen(words, options);
    if (read.ok && "cron" in read.timing && looksLikeCron(words)) return read;
    return { timing: { cron: words, timezone: session.timezone }, assumptions: [] };
  }
  if (asked === "in" && !/^in /i.test(words)) refuseNoDelay(words, options);
  const read = parseWhen(asked === "any" ? words : phraseOf(asked, words, options), options);
  const repeats = "cron" in read.timing || "every" in read.timing;
  if (asked === "every" && !repeats) {
    throw usageFailure(`“${words}” is one moment.`, `Write sched at "${words}" URL.`);
  }
  if ((asked === "in" || asked === "at") && repeats) {
    throw usageFailure(
      `“${words}” is again and again.`,
      `Write sched every "${words.replace(/^every /i, "")}" URL.`,
    );
  }
  return read;
}

/** `sched in tomorrow`: the words are a time, not a delay. */
function refuseNoDelay(words: string, options: Parameters<typeof readWhen>[1]): void {
  if (readWhen(`in ${words}`, options).ok || !readWhen(words, options).ok) return;
  throw usageFailure(`“${words}” is no delay.`, `Write sched at "${words}" URL.`);
}

function phraseOf(
  asked: "in" | "at" | "every",
  words: string,
  options: Parameters<typeof readWhen>[1],
): string {
  if (asked === "at" || words.toLowerCase().startsWith(`${asked} `)) return words;
  const phrase = `${asked} ${words}`;
  // `sched every daily at 9`, `sched every "0 9 * * *"`: repetitions without the word `every`.
  if (asked === "every" && !readWhen(phrase, options).ok && readWhen(words, options).ok) return words;
  return phrase;
}

/** True for five or six fields or a shorthand; false for words that are read as a cron expression. */
function looksLikeCron(words: string): boolean {
  return /^\s*(?:(?:CRON_)?TZ=\S+\s+)?(?:@|[\d*?])/i.test(words);
}
