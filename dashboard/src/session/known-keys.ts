/** A key that was signed in with, and whose it is. */
export interface KnownKey {
  readonly key: string;
  readonly name: string;
  readonly project: string;
  readonly mode: "test" | "live";
}

/** All keys of this browser tab; the first is in use. */
export type KnownKeys = readonly KnownKey[];

const place = "landfall.keys";

/** Reads the keys of this tab, else those that were to be remembered on this device. */
export function loadKeys(): KnownKeys {
  return parse(sessionStorage.getItem(place)) ?? parse(localStorage.getItem(place)) ?? [];
}

/** True if the keys are remembered on this device. */
export function areRemembered(): boolean {
  return localStorage.getItem(place) !== null;
}

/** Keeps the keys in this tab, and on this device if `remember`. */
export function keepKeys(keys: KnownKeys, remember: boolean): void {
  const text = JSON.stringify(keys);
  if (keys.length === 0) sessionStorage.removeItem(place);
  else sessionStorage.setItem(place, text);
  if (remember && keys.length > 0) localStorage.setItem(place, text);
  else localStorage.removeItem(place);
}

/** The keys with this one in front. */
export function withFirst(keys: KnownKeys, first: KnownKey): KnownKeys {
  return [first, ...keys.filter(({ key }) => key !== first.key)];
}

function parse(text: string | null): KnownKeys | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter(isKnownKey) : null;
  } catch {
    return null;
  }
}

function isKnownKey(value: unknown): value is KnownKey {
  if (typeof value !== "object" || value === null) return false;
  const fields = ["key", "name", "project", "mode"].map((name) => Reflect.get(value, name));
  return fields.every((field) => typeof field === "string");
}
