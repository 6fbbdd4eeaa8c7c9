import { leave } from "../imported.ts";
import { listAt, member, textAt } from "../json-fields.ts";

/**
 * Returns the targets of a rule: its own, those listed under its name, or the one of a schedule. A rule without
 * targets gets one without an ARN, since it may be mapped by its name.
 *
 * @throws NotImportable for a target whose input is made from the event
 */
export function targetsOf(all: unknown, rule: unknown): readonly unknown[] {
  const single = member(rule, "Target");
  const name = textAt(rule, "Name") ?? "";
  const beside = member(all, "Targets");
  const named = Array.isArray(beside)
    ? beside.filter((each) => textAt(each, "Rule") === name)
    : listAt(beside, name);
  const found = single !== undefined ? [single] : [...listAt(rule, "Targets"), ...named];
  for (const target of found) {
    if (member(target, "InputTransformer") !== undefined || textAt(target, "InputPath") !== null) {
      leave("its input is made of the event, which there is none of");
    }
  }
  return found.length === 0 ? [{}] : found;
}

/** Returns the URL with more parameters. */
export function queryOf(url: string, parameters: Readonly<Record<string, string>>): string {
  if (!URL.canParse(url)) leave(`“${url}” of --map is no URL`);
  const made = new URL(url);
  for (const [name, value] of Object.entries(parameters)) made.searchParams.append(name, value);
  return made.href;
}
