import { readFileSync } from "node:fs";
import { Unfit, type Variable } from "../config.ts";

/** An OpenTelemetry variable: empty counts as unset, as its specification has it. */
function otel<T>(name: string, fallback: T, read: (value: string) => T): Variable<T> {
  return { name, read: (value = "") => (value.trim() === "" ? fallback : read(value.trim())) };
}

/** An absolute `http` or `https` URL; null if it is not set. */
export function otelUrl(name: string): Variable<string | null> {
  return otel<string | null>(name, null, (value) => {
    const url = URL.parse(value);
    if (url?.protocol === "http:" || url?.protocol === "https:") return value;
    throw new Unfit("an http or https URL, such as http://127.0.0.1:4318");
  });
}

/** One value of a closed set. */
export function otelChoice<const T extends string, F extends T | null>(
  name: string,
  values: readonly [T, ...T[]],
  fallback: F,
): Variable<T | F> {
  return otel<T | F>(name, fallback, (value) => {
    const known = values.find((each) => each === value);
    if (known !== undefined) return known;
    throw new Unfit(`one of ${values.join(", ")}`);
  });
}

/** A share from 0 to 1. */
export function otelShare(name: string, fallback: number): Variable<number> {
  return otel(name, fallback, (value) => {
    const share = /^(\d+(\.\d*)?|\.\d+)(e-?\d+)?$/i.test(value) ? Number(value) : Number.NaN;
    if (share >= 0 && share <= 1) return share;
    throw new Unfit("a number from 0 to 1");
  });
}

/** A whole number from `least` to `most`; null if it is not set. */
export function otelNumber(name: string, least: number, most: number): Variable<number | null> {
  return otel<number | null>(name, null, (value) => {
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw new Unfit(`a whole number from ${least} to ${most}`);
  });
}

/** `name=value` pairs with commas between, percent-encoded; null if it is not set. */
export function otelPairs(name: string): Variable<Readonly<Record<string, string>> | null> {
  return otel<Readonly<Record<string, string>> | null>(name, null, (value) => {
    const pairs = value.split(",").filter((pair) => pair.trim() !== "");
    return Object.fromEntries(pairs.map(readPair));
  });
}

/** Contents of a PEM file; null if it is not set. */
export function otelFile(name: string): Variable<string | null> {
  return otel<string | null>(name, null, (value) => {
    try {
      return readFileSync(value, "utf8");
    } catch {
      throw new Unfit("the path of a file that this process can read");
    }
  });
}

/** Any text; null if it is not set. */
export function otelText(name: string): Variable<string | null> {
  return otel<string | null>(name, null, (value) => value);
}

function readPair(pair: string): [name: string, value: string] {
  const at = pair.indexOf("=");
  try {
    const key = decodeURIComponent(pair.slice(0, at).trim());
    if (at > 0 && key !== "") return [key, decodeURIComponent(pair.slice(at + 1).trim())];
  } catch {
    // Falls through: a stray % is as wrong as a missing =.
  }
  throw new Unfit("name=value pairs with commas between, percent-encoded where needed");
}
