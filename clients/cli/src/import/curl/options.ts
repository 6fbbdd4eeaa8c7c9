import { leave } from "../imported.ts";
import type { Draft } from "./draft.ts";

/** Effect of an option of curl; one with a parameter takes the next word. */
export type OptionRule =
  | { readonly takes: "nothing"; run(draft: Draft): void }
  | { readonly takes: "value"; run(draft: Draft, value: string): void };

/** Ignored: does not change the request. */
export const nothing: OptionRule = { takes: "nothing", run: () => {} };

/** Ignored with its value: does not change the request. */
export const ignored: OptionRule = { takes: "value", run: () => {} };

/** Does something with its value. */
export function value(run: (draft: Draft, value: string) => void): OptionRule {
  return { takes: "value", run };
}

/** Imported differently, with a note. */
export function noted(text: string): OptionRule {
  return { takes: "nothing", run: (draft) => draft.note(text) };
}

/** Refused, since a delivery cannot do this. */
export function refused(reason: string): OptionRule {
  return { takes: "nothing", run: () => leave(reason) };
}

/** Reads seconds. @throws NotImportable for anything else */
export function secondsOf(option: string, text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  return leave(`${option} takes seconds; “${text}” is none`);
}

/** True if output goes to a file; /dev/null and stdout do not count. */
export function outputTo(file: string): void {
  if (file !== "/dev/null" && file !== "-") leave("its output goes to a file");
}

/**
 * Reads the words of a command: short options alone, combined (`-sSf`) or with their value attached (`-XPOST`); long
 * ones with their value in the next word or after `=`. Everything else is a URL.
 *
 * @throws NotImportable for an unknown option
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
