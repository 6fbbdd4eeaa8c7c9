import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { knownWords } from "../tokens/vocabulary.ts";
import { readWhen } from "../when.ts";

const berlin = { now: new Date("2026-11-30T13:00:00Z"), timezone: "Europe/Berlin" };

const phrases = [
  "in 2 hours and 5 minutes",
  "in 3 days at 9am",
  "tomorrow at half past 9",
  "day after tomorrow at 8",
  "next friday 5pm Berlin",
  "a week from tuesday at 10am",
  "March 1st at 10am",
  "second tuesday of january 9am",
  "31.12.2026 at 23:00",
  "tomorrow 9am New York",
  "tomorrow 10am UTC+2",
  "every weekday at 9",
  "daily at 9am and 5pm",
  "every monday and thursday at 17:30",
  "every 2 hours from 8am to 6pm",
  "every 15 minutes between 9 and 17 on weekdays",
  "every month on the 1st and 15th at noon",
  "last friday of the month at 5pm",
  "every 3 months on the 1st at 9",
  "every year on 1 march at 9am",
  "mon-fri at 9",
];
const phrase = fc.constantFrom(...phrases);

/** Letters that are not a word of the grammar, a zone or an abbreviation. */
const strange = fc
  .stringMatching(/^[a-z]{4,9}$/)
  .filter((word) => !knownWords.has(word) && !readWhen(`9am ${word}`, berlin).ok);

describe("any phrase", () => {
  it("is refused with an unknown word anywhere in it, and the word is named", () => {
    fc.assert(
      fc.property(phrase, strange, fc.nat(), (text, word, at) => {
        const words = text.split(" ");
        words.splice(at % (words.length + 1), 0, word);
        const found = readWhen(words.join(" "), berlin);
        expect(found.ok, words.join(" ")).toBe(false);
        // A word inserted into New York makes these two unknown.
        const named = new RegExp(`“(${word}|New|York)”`);
        if (!found.ok && found.code === "unreadable") expect(found.message).toMatch(named);
      }),
      { numRuns: 500 },
    );
  });

  it("is refused with an unknown character in it", () => {
    const characters = fc.constantFrom("?", "🎉", "$", "%", "\\", "½", "²", "~", "=", "|", "中", "\u0000");
    fc.assert(
      fc.property(phrase, characters, fc.nat(), (text, character, at) => {
        const words = text.split(" ");
        words.splice(at % (words.length + 1), 0, character);
        expect(readWhen(words.join(" "), berlin).ok, words.join(" ")).toBe(false);
      }),
    );
  });

  it("reads the same in any case and spacing", () => {
    const blanks = fc.constantFrom(" ", "  ", "\t", "\u00a0", "\u2009", "\n", " \u200b");
    fc.assert(
      fc.property(
        phrase,
        fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }),
        blanks,
        (text, upper, blank) => {
          const mixed = [...text].map((letter, at) => (upper[at] ? letter.toUpperCase() : letter)).join("");
          const written = `${blank}${mixed.replaceAll(" ", blank)}${blank}.`;
          const [one, other] = [readWhen(text, berlin), readWhen(written, berlin)];
          expect(one.ok).toBe(true);
          if (one.ok && other.ok) expect(other.timing).toEqual(one.timing);
          else expect(other).toEqual(one);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("is refused when repeated after itself", () => {
    for (const text of phrases) expect(readWhen(`${text} ${text}`, berlin).ok, text).toBe(false);
  });

  it("is refused with any of its words repeated", () => {
    for (const text of phrases) {
      const words = text.split(" ");
      for (const [index, word] of words.entries()) {
        const doubled = words.toSpliced(index, 0, word).join(" ");
        expect(readWhen(doubled, berlin).ok, doubled).toBe(false);
      }
    }
  });
});

describe("any text at all", () => {
  it("gets an answer and never throws", () => {
    const words = fc.constantFrom(
      ...knownWords,
      "9",
      "15",
      "1st",
      "2027",
      "9:30",
      ":15",
      "-",
      ",",
      "every",
      "at",
      "on",
      "Europe/Berlin",
      "+",
      "03/04/2027",
    );
    const text = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.array(words, { maxLength: 9 }).map((all) => all.join(" ")),
    );
    fc.assert(
      fc.property(text, (written) => {
        const found = readWhen(written, berlin);
        if (found.ok) expect(found.description).not.toBe("");
        else {
          expect(found.message).not.toMatch(/undefined|null|NaN/);
          for (const each of found.suggestions) expect(readWhen(each, berlin).ok, each).toBe(true);
        }
      }),
      { numRuns: 700 },
    );
  });
});
