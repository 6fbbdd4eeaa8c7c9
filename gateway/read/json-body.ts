import { isUtf8 } from "node:buffer";
import type { ErrorCode } from "../../generated/openapi/errors.ts";
import { ServiceError } from "../../services/runtime/errors.ts";
import type { Portions } from "../../services/runtime/portions.ts";
import { JsonScan, type ScanListener } from "./json-scan.ts";
import { WrittenBody } from "./written-body.ts";

/** A JSON object as sent. */
export type JsonObject = Record<string, unknown>;

/** Bytes scanned per step: a millisecond at most. */
const scanStep = 131_072;
/** Items are read up to the contract's limit; beyond it only their number matters. */
const mostItems = 1_000;
/** Limit of a bulk item without its `body`, equal to that of a single request. */
const longestItem = 1_048_576;
/** More than any object of the contract has. */
const mostMembers = 100;
/** A longer member of a bulk create cannot be one of the contract's. */
const longestMember = 65_536;

/**
 * Parses the object in a request's body. Its member `body` becomes a `WrittenBody`: it is the caller's own
 * data, so it is checked to be JSON but not parsed.
 *
 * @throws ServiceError invalid_json, unknown_field
 */
export async function parseJsonBody(bytes: Buffer, portions: Portions): Promise<JsonObject> {
  return readScanned(bytes, portions, new Members(), async ({ bodies }) => {
    const value = toObject(textWithout(bytes, { start: 0, end: bytes.length }, bodies, "0"));
    setBody(value, bytes, bodies);
    return value;
  });
}

/**
 * Parses a bulk create. Each of its `items` is parsed by itself, with its own `body`; one that is longer
 * than a single request may be becomes an `UnreadItem`.
 *
 * @throws ServiceError invalid_json, unknown_field
 */
export async function parseBulkBody(bytes: Buffer, portions: Portions): Promise<JsonObject> {
  return readScanned(bytes, portions, new Items(), async ({ cut, list }) => {
    const value = toObject(textWithout(bytes, { start: 0, end: bytes.length }, cut, "null"));
    if (list === null) return value;
    const items: unknown[] = [];
    for (const item of list.items) {
      items.push(readItem(bytes, item));
      await portions.breathe();
    }
    items.length = list.count;
    value.items = items;
    return value;
  });
}

/** The error for a body that cannot be parsed. */
export function invalidJson(message: string): ServiceError<ErrorCode> {
  return new ServiceError("invalid_json", message);
}

/** True for an object; false for null and arrays. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An item of a bulk create that was not parsed because it exceeds every limit of a schedule. */
export class UnreadItem {
  readonly refusal: ServiceError<ErrorCode>;

  constructor(refusal: ServiceError<ErrorCode>) {
    this.refusal = refusal;
  }
}

interface Place {
  readonly start: number;
  readonly end: number;
}

interface ItemPlace extends Place {
  /** Positions of all members named `body`. */
  readonly bodies: readonly Place[];
  /** Name of the first member beyond the limit; null if there is none. */
  readonly surplus: string | null;
}

/** Collects where `body` is written in a request. */
class Members implements ScanListener {
  readonly bodies: Place[] = [];
  #members = 0;

  member(name: string, start: number, end: number): void {
    if (++this.#members > mostMembers) throw unknownField(name);
    if (name === "body") this.bodies.push({ start, end });
  }

  element(): void {}
  elementMember(): void {}
}

/** Collects where the items of a bulk create are. */
class Items implements ScanListener {
  /** Left out when the rest is parsed: `items`, and members that cannot be the contract's. */
  readonly cut: Place[] = [];
  /** The last `items`, which takes precedence; null if it is not an array or missing. */
  list: { readonly items: readonly ItemPlace[]; readonly count: number } | null = null;
  #items: ItemPlace[] = [];
  #count = 0;
  #bodies: Place[] = [];
  #members = 0;
  #membersOfItem = 0;
  #surplus: string | null = null;

  member(name: string, start: number, end: number, isArray: boolean): void {
    if (++this.#members > mostMembers) throw unknownField(name);
    const isList = name === "items" && isArray;
    if (isList || end - start > longestMember) this.cut.push({ start, end });
    if (name === "items") this.list = isList ? { items: this.#items, count: this.#count } : null;
    this.#items = [];
    this.#count = 0;
  }

  element(start: number, end: number): void {
    if (this.#count++ < mostItems)
      this.#items.push({ start, end, bodies: this.#bodies, surplus: this.#surplus });
    this.#bodies = [];
    this.#membersOfItem = 0;
    this.#surplus = null;
  }

  elementMember(name: string, start: number, end: number): void {
    if (++this.#membersOfItem > mostMembers) this.#surplus ??= name;
    if (name === "body") this.#bodies.push({ start, end });
  }
}

async function readScanned<Places extends ScanListener>(
  bytes: Buffer,
  portions: Portions,
  places: Places,
  read: (places: Places) => Promise<JsonObject>,
): Promise<JsonObject> {
  if (!isUtf8(bytes)) throw notAnObject();
  try {
    const scan = new JsonScan(bytes, places);
    while (!scan.readOn(scanStep)) await portions.breathe();
    return await read(places);
  } catch (error) {
    if (error instanceof SyntaxError) throw notAnObject();
    throw error;
  }
}

function readItem(bytes: Buffer, { start, end, bodies, surplus }: ItemPlace): unknown {
  if (surplus !== null) return new UnreadItem(unknownField(surplus));
  const bodyBytes = bodies.reduce((sum, body) => sum + body.end - body.start, 0);
  if (end - start - bodyBytes > longestItem)
    return new UnreadItem(invalidJson("An item may have 1 MB, and `body` besides."));
  const item: unknown = JSON.parse(textWithout(bytes, { start, end }, bodies, "0"));
  if (isJsonObject(item)) setBody(item, bytes, bodies);
  return item;
}

/** Text at a place, with each part that is not to be parsed replaced by something short. */
function textWithout(bytes: Buffer, { start, end }: Place, cut: readonly Place[], instead: string): string {
  let text = "";
  let from = start;
  for (const part of cut) {
    text += bytes.toString("utf8", from, part.start) + instead;
    from = part.end;
  }
  return text + bytes.toString("utf8", from, end);
}

function toObject(text: string): JsonObject {
  const value: unknown = JSON.parse(text.startsWith("\ufeff") ? text.slice(1) : text);
  if (!isJsonObject(value)) throw notAnObject();
  return value;
}

/** The last of several members with the same name wins, as in JSON.parse. */
function setBody(value: JsonObject, bytes: Buffer, bodies: readonly Place[]): void {
  const last = bodies.at(-1);
  if (last === undefined) return;
  const text = bytes.subarray(last.start, last.end);
  value.body = text.equals(nothing) ? null : new WrittenBody(text);
}

const nothing = Buffer.from("null");

function unknownField(name: string): ServiceError<ErrorCode> {
  const shown = name.slice(0, 100);
  return new ServiceError("unknown_field", `There is no field \`${shown}\` here.`, shown);
}

function notAnObject(): ServiceError<ErrorCode> {
  return invalidJson("The request body must be a JSON object.");
}
