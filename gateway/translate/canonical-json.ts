import { createHash } from "node:crypto";
import type { Portions } from "../../services/runtime/portions.ts";
import { WrittenBody } from "../read/written-body.ts";

/** A longer `body` is refused further on, so it need not be put in order first. */
const longestInOrder = 262_144;
const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;
/** Stands before a number that reading would change, until it has been put in its place. */
const mark = "\\u0000";
const marked = /"\\u0000([^"]*)"/g;

/**
 * SHA-256 of what a bulk create says, 32 bytes: the same for calls that say the same, in whatever order members stand,
 * and different ones for numbers that differ in any digit.
 */
export async function saidBy(items: readonly unknown[], portions: Portions): Promise<Buffer> {
  const hash = createHash("sha256").update('{"items":[');
  for (const [place, item] of items.entries()) {
    hash.update(place === 0 ? "" : ",").update(canonical(item));
    await portions.breathe();
  }
  return hash.update("]}").digest();
}

function canonical(item: unknown): string {
  if (typeof item !== "object" || item === null || Array.isArray(item)) return JSON.stringify(item, inOrder);
  const members = Object.entries(item).sort(byName);
  const texts = members.map(([name, member]) => {
    const text = member instanceof WrittenBody ? canonicalBody(member) : JSON.stringify(member, inOrder);
    return `${JSON.stringify(name)}:${text}`;
  });
  return `{${texts.join()}}`;
}

function canonicalBody(body: WrittenBody): string {
  const text = body.compact().toString();
  // The mark must not be there already.
  if (text.length > longestInOrder || text.includes(mark)) return text;
  const readable = text.replaceAll(stringOrNumber, (token) =>
    token.startsWith('"') || String(Number(token)) === token ? token : `"${mark}${token}"`,
  );
  try {
    return JSON.stringify(JSON.parse(readable), inOrder).replaceAll(marked, "$1");
  } catch (error) {
    // Nested too deeply to be put in order.
    if (error instanceof RangeError) return text;
    throw error;
  }
}

function inOrder(_name: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(byName));
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}
