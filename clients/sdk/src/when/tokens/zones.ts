import type { WhenAssumption } from "../reading.ts";
import { refuse } from "../when-error.ts";
import { closest } from "./closest.ts";
import type { Cursor } from "./cursor.ts";
import { needsTime, noCities, otherSpellings, placeOf, severalPlaces } from "./zone-words.ts";

/** Zone of a wall time: a place with its rules, or a fixed offset. */
export type Zone =
  | { readonly kind: "place"; readonly name: string; readonly assumption: WhenAssumption | null }
  | { readonly kind: "offset"; readonly minutes: number };

/** Zone names by lower-case name, and by the city they end with (null if several zones do). */
export interface ZoneBook {
  readonly names: ReadonlyMap<string, string>;
  readonly cities: ReadonlyMap<string, string | null>;
}

/** Prepares a list of IANA names, such as `Intl.supportedValuesOf("timeZone")`. */
export function zoneBook(list: readonly string[]): ZoneBook {
  const cities = new Map<string, string | null>();
  for (const name of list) {
    const city = cityOf(name);
    if (!noCities.has(city)) cities.set(city, cities.has(city) ? null : name);
  }
  const spellings = otherSpellings.filter((name) => !list.includes(name));
  for (const name of spellings) if (!cities.has(cityOf(name))) cities.set(cityOf(name), name);
  const names = new Map([...spellings, "UTC", ...list].map((name) => [name.toLowerCase(), name]));
  return { names, cities };
}

/** Finds an IANA name in any case; null if neither the list nor this engine knows it. */
export function zoneNamed(book: ZoneBook, text: string): string | null {
  const listed = book.names.get(text.toLowerCase());
  if (listed !== undefined) return listed;
  // Offsets, and names that only ICU knows, are not in the IANA database.
  if (!/^[a-z][a-z0-9_+-]*(\/[a-z0-9_+-]+)+$/i.test(text) || /^systemv\//i.test(text)) return null;
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: text });
    return text;
  } catch {
    return null;
  }
}

/** Reads a zone, optionally with `in` before and `time` after it; null if there is none here. */
export function readZone(cursor: Cursor, book: ZoneBook): Zone | null {
  return cursor.attempt(() => {
    cursor.take("in");
    const bracket = cursor.take("(");
    const zone = namedZone(cursor, book) ?? universal(cursor) ?? abbreviation(cursor) ?? city(cursor, book);
    if (zone === null) return null;
    cursor.take("time");
    return bracket && !cursor.take(")") ? null : zone;
  });
}

const place = (name: string): Zone => ({ kind: "place", name, assumption: null });

function namedZone(cursor: Cursor, book: ZoneBook): Zone | null {
  const token = cursor.peek();
  if (token?.kind !== "zone") return null;
  const written = cursor.source.slice(token.start, token.end);
  const name = zoneNamed(book, written);
  const { position } = cursor;
  if (name === null) {
    const near = closest(token.text, [...book.names.keys()]).flatMap((key) => book.names.get(key) ?? []);
    refuse(
      "unknown_timezone",
      `“${written}” is no IANA time zone${near[0] === undefined ? "" : `; did you mean ${near[0]}?`}`,
      near.map((zone) => cursor.rewritten(position, position + 1, zone)),
    );
  }
  cursor.skip();
  return place(name);
}

/** `UTC`, `GMT`, `Z`, `UTC+2`, `GMT-5:30`. */
function universal(cursor: Cursor): Zone | null {
  const word = cursor.takeOne("utc", "gmt", "z");
  if (word === null) return null;
  const offset = word === "z" ? null : cursor.attempt(() => offsetMinutes(cursor));
  return offset === null || offset === 0 ? place("UTC") : { kind: "offset", minutes: offset };
}

function offsetMinutes(cursor: Cursor): number | null {
  const sign = cursor.takeOne("+", "-");
  const token = cursor.peek();
  const match = /^(\d{1,2})(?::?(\d{2}))?$/.exec(token?.text ?? "");
  if (sign === null || match === null) return null;
  const minutes = Number(match[1]) * 60 + Number(match[2] ?? 0);
  if (minutes > 14 * 60 || Number(match[2] ?? 0) > 59) {
    refuse(
      "unknown_timezone",
      `No place is ${token?.text} hours from UTC; offsets go from -12:00 to +14:00.`,
    );
  }
  cursor.skip();
  return sign === "-" ? -minutes : minutes;
}

function abbreviation(cursor: Cursor): Zone | null {
  const word = cursor.word();
  const { position } = cursor;
  const several = severalPlaces.get(word);
  if (several !== undefined) {
    refuse(
      "ambiguous_timezone",
      `${word.toUpperCase()} could be ${several.join(" or ")}. Write the place.`,
      several.map((name) => cursor.rewritten(position, position + 1, name)),
    );
  }
  const name = placeOf.get(word);
  if (name === undefined || (needsTime.has(word) && cursor.word(1) !== "time")) return null;
  cursor.skip();
  const shown = needsTime.has(word) ? `${word} time` : word.toUpperCase();
  const message = `${shown} is read as ${name}, with its summer time if it has one.`;
  return { kind: "place", name, assumption: { code: "zone_place", message } };
}

/** Maximum words in a city name: Dumont d'Urville counts as one, Ho Chi Minh as three. */
const longestCity = 4;

function city(cursor: Cursor, book: ZoneBook): Zone | null {
  for (let count = longestCity; count > 0; count--) {
    const parts = Array.from({ length: count }, (_, ahead) => cursor.word(ahead));
    if (parts.includes("")) continue;
    const name = book.cities.get(unaccented(parts.join(" ")));
    if (name === undefined) continue;
    if (name === null)
      refuse("ambiguous_timezone", `Several zones end with “${parts.join(" ")}”. Write the whole name.`);
    cursor.skip(count);
    return place(name);
  }
  return null;
}

function cityOf(name: string): string {
  return (name.split("/").at(-1) ?? "").replace(/[_-]/g, " ").toLowerCase();
}

function unaccented(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "");
}
