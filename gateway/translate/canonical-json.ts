import { createHash } from "node:crypto";
import type { Portions } from "../../services/runtime/portions.ts";
import { WrittenBody } from "../read/written-body.ts";

/** A longer `body` is refused later, so it need not be sorted. */
const longestInOrder = 262_144;
const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;
/** Marks a number that parsing would change, until its text is put back. */
const mark = "\\u0000";
const marked = /"\\u0000([^"]*)"/g;

/**
 * SHA-256 of a bulk create's content, 32 bytes. Equal for equal content, whatever the order of members;
 * different for numbers that differ in any digit.
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
  // The text must not contain the mark already.
  if (text.length > longestInOrder || text.includes(mark)) return text;
  const readable = text.replaceAll(stringOrNumber, (token) =>
    token.startsWith('"') || String(Number(token)) === token ? token : `"${mark}${token}"`,
  );
  try {
    return JSON.stringify(JSON.parse(readable), inOrder).replaceAll(marked, "$1");
  } catch (error) {
    // Nested too deeply to be sorted.
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
