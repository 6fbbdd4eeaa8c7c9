import type { CronProblem } from "./expression.ts";

/** The values that one field accepts. */
export interface FieldShape {
  name: string;
  min: number;
  max: number;
  /** Names of the values, beginning with `min`. */
  valueNames?: readonly string[];
  /** Another number for `min`: 7 for Sunday. */
  alias?: number;
}

/** Parses a field to its values: ascending, without repeats. `text` is ASCII upper case. */
export function parseNumberField(text: string, shape: FieldShape): number[] | CronProblem {
  const values = new Set<number>();
  for (const member of text.split(",")) {
    const problem = addMember(member, shape, values);
    if (problem !== null) return problem;
  }
  return [...values].sort((a, b) => a - b);
}

/** Parses a number or name of the field; null when it is neither. Does not replace the alias. */
export function parseValue(text: string, shape: FieldShape): number | null {
  const index = shape.valueNames?.indexOf(text) ?? -1;
  if (index >= 0) return shape.min + index;
  if (!/^[0-9]{1,2}$/.test(text)) return null;
  const value = Number(text);
  return value >= shape.min && value <= (shape.alias ?? shape.max) ? value : null;
}

/** Makes a problem that quotes the text, cut to a length that fits an error message. */
export function refuse(shape: FieldShape, text: string, reason: string): CronProblem {
  const shown = text.length > 24 ? `${text.slice(0, 24)}…` : text;
  return { problem: `${shape.name} "${shown}": ${reason}` };
}

const memberShape = /^(\*|([0-9A-Z]{1,3})(?:-([0-9A-Z]{1,3}))?)(?:\/([0-9]{1,2}))?$/;

/**
 * Adds `*`, `a` or `a-b`, each with or without `/step`, to `values`. `a/step` runs to the end of the field. A
 * range may wrap around the end (`22-2`, `FRI-MON`), and its step goes on counting through the wrap.
 */
function addMember(member: string, shape: FieldShape, values: Set<number>): CronProblem | null {
  const match = memberShape.exec(member);
  if (match === null) return refuse(shape, member, "not a value, a range, a step or a list of them");
  const [, , fromText, toText, stepText] = match;
  const size = shape.max - shape.min + 1;
  const step = Number(stepText ?? 1);
  if (step < 1 || step > size) return refuse(shape, member, `a step is from 1 to ${size}`);
  let from: number | null = shape.min;
  let to: number | null = shape.max;
  if (fromText !== undefined) {
    from = parseValue(fromText, shape);
    to = toText !== undefined ? parseValue(toText, shape) : stepText !== undefined ? shape.max : from;
  }
  if (from === null || to === null)
    return refuse(shape, member, `values are from ${shape.min} to ${shape.max}`);
  // Sunday as 7 counts as 0 at the start of a range; at its end it closes the week, so that 5-7 needs no
  // wrap.
  if (from === shape.alias) {
    if (to === from) to = shape.min;
    from = shape.min;
  }
  if (to < from) to += size;
  for (let value = from; value <= to; value += step) values.add(((value - shape.min) % size) + shape.min);
  return null;
}
