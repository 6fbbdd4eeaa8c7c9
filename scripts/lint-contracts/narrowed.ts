import { type ContractDocument, resolveReference } from "../generate/document.ts";

/** Who writes the value: the client, who may rely on what it may send, or the server, on what it gets. */
export type Direction = "request" | "answer";

type Schema = Record<string, unknown>;

/**
 * Returns how the schema `is` breaks a promise that `was` made, each finding beginning with the place. Looks at
 * types, closed sets, members and what is required, not at lengths and patterns of answers.
 */
export function narrowed(
  before: ContractDocument,
  after: ContractDocument,
  wasValue: unknown,
  isValue: unknown,
  place: string,
  direction: Direction,
): string[] {
  if (wasValue === undefined) return [];
  if (isValue === undefined) return [`${place} is gone`];
  const was = flattened(before, wasValue);
  const is = flattened(after, isValue);
  const broken = [...changedType(was, is, place, direction), ...changedSet(was, is, place, direction)];
  const oldMembers: Schema = Object(was.properties);
  const members: Schema = Object(is.properties);
  for (const [name, member] of Object.entries(oldMembers)) {
    broken.push(...narrowed(before, after, member, members[name], `${place}.${name}`, direction));
  }
  const [needed, given] = [required(was), required(is)];
  const missing =
    direction === "request"
      ? given.filter((name) => !needed.includes(name))
      : needed.filter((name) => !given.includes(name));
  for (const name of missing)
    broken.push(`${place}.${name} is ${direction === "request" ? "now required" : "no longer always there"}`);
  for (const keyword of ["items", "additionalProperties"]) {
    if (typeof was[keyword] === "object")
      broken.push(...narrowed(before, after, was[keyword], is[keyword], `${place}[]`, direction));
  }
  if (direction === "request") broken.push(...tightened(was, is, place));
  return broken;
}

/** A schema with its references followed, and the members of its `allOf`, and of an `anyOf` with null, joined. */
function flattened(document: ContractDocument, value: unknown): Schema {
  const schema = resolveReference(document, value);
  const parts = [schema.allOf, schema.anyOf].flatMap((list) => (Array.isArray(list) ? list : []));
  let whole: Schema = { ...schema };
  for (const part of parts) {
    const { type, properties, required: needed, ...rest } = flattened(document, part);
    whole = { ...rest, ...whole, properties: { ...Object(properties), ...Object(whole.properties) } };
    whole.type = [...new Set([whole.type, type].flat().filter((one) => one !== undefined))];
    whole.required = [needed, whole.required].flatMap((names) => (Array.isArray(names) ? names : []));
  }
  return whole;
}

function changedType(was: Schema, is: Schema, place: string, direction: Direction): string[] {
  const [old, now] = [types(was), types(is)];
  if (old.length === 0 || now.length === 0) return [];
  const wider = (inner: string[], outer: string[]) =>
    inner.every((type) => outer.includes(type) || (type === "integer" && outer.includes("number")));
  // An answer that was always null kept a place for a value to come.
  const isPlace = direction === "answer" && old.join() === "null" && now.includes("null");
  const fine = isPlace || (direction === "request" ? wider(old, now) : wider(now, old));
  return fine ? [] : [`${place} was ${old.join("|")} and is ${now.join("|")}`];
}

function changedSet(was: Schema, is: Schema, place: string, direction: Direction): string[] {
  if (!Array.isArray(is.enum)) return [];
  const now = is.enum;
  if (direction === "answer") return [];
  if (!Array.isArray(was.enum)) return [`${place} is now a closed set`];
  return was.enum
    .filter((word) => !now.includes(word))
    .map((word) => `${place} no longer takes ${String(word)}`);
}

const bounds = [
  ["maximum", 1],
  ["maxLength", 1],
  ["maxItems", 1],
  ["maxProperties", 1],
  ["minimum", -1],
  ["minLength", -1],
  ["minItems", -1],
] as const;

function tightened(was: Schema, is: Schema, place: string): string[] {
  return bounds.flatMap(([keyword, sign]) => {
    const [old, now] = [was[keyword], is[keyword]];
    const tighter = typeof now === "number" && (typeof old !== "number" || sign * now < sign * old);
    return tighter ? [`${place}: ${keyword} was ${String(old ?? "open")} and is ${now}`] : [];
  });
}

function types(schema: Schema): string[] {
  return [schema.type].flat().flatMap((type) => (typeof type === "string" ? [type] : []));
}

function required(schema: Schema): string[] {
  return Array.isArray(schema.required) ? schema.required.map(String) : [];
}
