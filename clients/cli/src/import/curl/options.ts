import { leave } from "../imported.ts";
import type { Draft } from "./draft.ts";

/** Effect of an option of curl; one with a parameter takes the next word. */
export type OptionRule =
  | { readonly takes: "nothing"; run(draft: Draft): void }
  | { readonly takes: "value"; run(draft: Draft, value: string): void };

/** Changes nothing of what is sent. */
export const nothing: OptionRule = { takes: "nothing", run: () => {} };

/** Takes a value that changes nothing of what is sent. */
export const ignored: OptionRule = { takes: "value", run: () => {} };

/** Does something with its value. */
export function value(run: (draft: Draft, value: string) => void): OptionRule {
  return { takes: "value", run };
}

/** Comes out otherwise, which is said. */
export function noted(text: string): OptionRule {
  return { takes: "nothing", run: (draft) => draft.note(text) };
}

/** Names what a delivery cannot do. */
export function refused(reason: string): OptionRule {
  return { takes: "nothing", run: () => leave(reason) };
}

/** @throws NotImportable for what is no number of seconds */
export function secondsOf(option: string, text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  return leave(`${option} takes seconds; “${text}” is none`);
}

/** Where a program's options are written to a file; /dev/null and stdout are none. */
export function outputTo(file: string): void {
  if (file !== "/dev/null" && file !== "-") leave("its output goes to a file");
}

/**
 * Walks over the words of a command: short options alone, together (`-sSf`) or with their value behind (`-XPOST`); long
 * ones with their value in the next word or behind `=`. Everything else is a URL.
 *
 * @throws NotImportable for an option that is not in the table
 */
export function readOptions(
  words: readonly string[],
  rules: Readonly<Record<string, OptionRule>>,
  draft: Draft,
): void {
  const rest = [...words];
  let onlyUrls = false;
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (onlyUrls || word === "-" || !word.startsWith("-")) draft.destination(word);
    else if (word === "--") onlyUrls = true;
    else if (word.startsWith("--")) long(word, rest, rules, draft);
    else short(word.slice(1), rest, rules, draft);
  }
}

type Rest = string[];

function long(word: string, rest: Rest, rules: Readonly<Record<string, OptionRule>>, draft: Draft): void {
  const at = word.indexOf("=");
  const name = at < 0 ? word : word.slice(0, at);
  const rule = ruleOf(name, rules);
  if (rule.takes === "nothing") rule.run(draft);
  else rule.run(draft, at < 0 ? (rest.shift() ?? leave(`${name} has no value`)) : word.slice(at + 1));
}

function short(letters: string, rest: Rest, rules: Readonly<Record<string, OptionRule>>, draft: Draft): void {
  for (let at = 0; at < letters.length; at++) {
    const name = `-${letters.charAt(at)}`;
    const rule = ruleOf(name, rules);
    if (rule.takes === "nothing") {
      rule.run(draft);
      continue;
    }
    const behind = letters.slice(at + 1);
    rule.run(draft, behind === "" ? (rest.shift() ?? leave(`${name} has no value`)) : behind);
    return;
  }
}

function ruleOf(name: string, rules: Readonly<Record<string, OptionRule>>): OptionRule {
  return (
    (Object.hasOwn(rules, name) ? rules[name] : undefined) ??
    leave(`its option ${name} is none that is read here`)
  );
}
