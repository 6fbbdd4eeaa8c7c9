import type { RefusalCode } from "./reading.ts";
import type { Cursor } from "./tokens/cursor.ts";
import { refuse } from "./when-error.ts";

type Row = readonly [words: string, code: RefusalCode, message: string, suggestions: readonly string[]];

// Words with a clear meaning that no timing can express. None of them is part of the grammar.
const rows: readonly Row[] = [
  ["few some several many", "vague", "Say how many, such as `in 3 hours`.", []],
  [
    "soon later sometime someday eventually shortly whenever asap",
    "vague",
    "Say when, such as `in 10 minutes` or `tomorrow at 9`.",
    ["in 10 minutes", "tomorrow at 9"],
  ],
  ["around about approximately roughly circa", "vague", "Give one time, such as `tomorrow at 9`.", []],
  [
    "once twice thrice times",
    "vague",
    "Say at which times, such as `daily at 9am and 5pm`.",
    ["daily at 9am and 5pm"],
  ],
  [
    "other alternate alternating biweekly fortnightly bimonthly",
    "not_expressible",
    "No timing counts every second day, week or month. Use `every` with a number of hours and `starts_at`; it drifts by an hour when the clocks change.",
    ["every 48 hours", "every 336 hours"],
  ],
  [
    "until till starting beginning except excluding",
    "not_expressible",
    "Bounds and exceptions are not part of the phrase. Give `starts_at`, `ends_at` or `max_runs` beside it.",
    [],
  ],
  [
    "ago yesterday previous",
    "in_past",
    "That has passed. Give a time in the future, such as `in 2 hours`.",
    [],
  ],
  ["now immediately", "too_soon", "The shortest delay is one second: write `in 1 second`.", ["in 1 second"]],
];

/** Refuses a phrase with such a word, and suggests an alternative. */
export function refuseKnownWords(cursor: Cursor): void {
  cursor.tokens.forEach((token, index) => {
    if (token.kind !== "word") return;
    if (token.text === "now" && cursor.tokens[index - 1]?.text === "from") return;
    for (const [words, code, message, suggestions] of rows) {
      if (words.split(" ").includes(token.text)) refuse(code, `“${token.text}”: ${message}`, suggestions);
    }
  });
}
