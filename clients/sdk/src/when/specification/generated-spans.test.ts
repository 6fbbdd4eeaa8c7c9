import { describe, expect, it } from "vitest";
import { readWhen } from "../when.ts";

const berlin = { now: new Date("2026-11-30T13:00:00Z"), timezone: "Europe/Berlin" };

const names = {
  h: ["h", "hr", "hrs", "hour", "hours"],
  m: ["m", "min", "mins", "minute", "minutes"],
  s: ["s", "sec", "secs", "second", "seconds"],
} as const;
const lengthMs = { h: 3_600_000, m: 60_000, s: 1_000 };
const spelled =
  "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(
    " ",
  );

/** Milliseconds of the resulting Go duration, parsed independently of the grammar's formatter. */
function milliseconds(phrase: string, key: "delay" | "every"): number | string {
  const found = readWhen(phrase, berlin);
  if (!found.ok) return found.message;
  const text = new Map<string, string>(Object.entries(found.timing)).get(key) ?? JSON.stringify(found.timing);
  const match = /^(?:(\d+)h)?(?:(\d+)m)?(?:([\d.]+)s)?$/.exec(text);
  if (match === null) return text;
  return Number(match[1] ?? 0) * 3_600_000 + Number(match[2] ?? 0) * 60_000 + Number(match[3] ?? 0) * 1_000;
}

describe("lengths of time", () => {
  it("in every unit, spelling and form", () => {
    const wrong: unknown[] = [];
    for (const unit of ["h", "m", "s"] as const) {
      for (const name of names[unit]) {
        for (const [index, word] of spelled.entries()) {
          const count = index + 1;
          const ms = count * lengthMs[unit];
          const phrases = [
            `in ${count} ${name}`,
            `in ${count}${name}`,
            `${count}${name}`,
            `${count} ${name} from now`,
            `in ${word} ${name}`,
          ];
          for (const phrase of phrases) {
            if (milliseconds(phrase, "delay") !== ms)
              wrong.push({ phrase, ms, read: milliseconds(phrase, "delay") });
          }
          const every = `every ${word} ${name}`;
          if (milliseconds(every, "every") !== ms) wrong.push({ every, read: milliseconds(every, "every") });
        }
      }
    }
    expect(wrong.slice(0, 5)).toEqual([]);
  });

  it("of several units", () => {
    const wrong: unknown[] = [];
    for (const hours of [1, 2, 30]) {
      for (const minutes of [1, 45, 90]) {
        for (const seconds of [0, 7]) {
          const ms = hours * 3_600_000 + minutes * 60_000 + seconds * 1_000;
          const tail = seconds === 0 ? "" : ` and ${seconds} seconds`;
          const phrases = [
            `in ${hours}h${minutes}m${seconds}s`,
            `in ${hours} hours ${minutes} minutes${tail}`,
            `in ${hours} hours, ${minutes} minutes${tail}`,
            `${hours} hrs and ${minutes} mins${tail} from now`,
          ];
          for (const phrase of phrases) {
            if (milliseconds(phrase, "delay") !== ms)
              wrong.push({ phrase, ms, read: milliseconds(phrase, "delay") });
          }
        }
      }
    }
    expect(wrong.slice(0, 5)).toEqual([]);
  });

  it("with halves", () => {
    for (const [index, word] of spelled.entries()) {
      const ms = (index + 1.5) * 3_600_000;
      expect(milliseconds(`in ${word} and a half hours`, "delay"), word).toBe(ms);
      expect(milliseconds(`in ${index + 1}.5 hours`, "delay"), word).toBe(ms);
    }
  });

  it("spelled tens", () => {
    const tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    for (const [index, ten] of tens.entries()) {
      expect(milliseconds(`in ${ten} minutes`, "delay")).toBe((index + 2) * 600_000);
      for (const [ones, word] of spelled.slice(0, 9).entries()) {
        const ms = ((index + 2) * 10 + ones + 1) * 60_000;
        expect(milliseconds(`in ${ten} ${word} minutes`, "delay")).toBe(ms);
        expect(milliseconds(`in ${ten}-${word} minutes`, "delay")).toBe(ms);
      }
    }
  });
});
