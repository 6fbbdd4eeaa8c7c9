import type { ErrorCode } from "../../generated/openapi/errors.ts";
import type { Fault, Part } from "../../generated/openapi/validators.js";
import { ServiceError } from "../../services/runtime/errors.ts";
import { nearest } from "./nearest.ts";

/** Converts a validator's fault to the caller's error. @param value the value that was validated */
export function faultError(part: Part, value: unknown): ServiceError<ErrorCode> {
  const fault = mostTelling(part.accepts.errors ?? []);
  if (fault === undefined) return new ServiceError("invalid_parameter", "The request is not as documented.");
  const unknown = fault.params.unevaluatedProperty ?? fault.params.additionalProperty;
  if (unknown !== undefined) {
    const param = dotted(fault.instancePath, String(unknown));
    const meant = nearest(String(unknown), part.fields[anyIndex(fault.instancePath)] ?? []);
    const hint = meant === null ? "" : `; did you mean \`${meant}\`?`;
    return new ServiceError("unknown_field", `There is no field \`${param}\` here${hint || "."}`, param);
  }
  const missing = fault.params.missingProperty;
  const param = dotted(fault.instancePath, missing === undefined ? "" : String(missing));
  const subject = param === "" ? "This" : `\`${param}\``;
  const message =
    missing === undefined
      ? `${subject} ${expectation(fault)}${durationIn(fault, part, value)}.`
      : `${subject} is needed.`;
  return new ServiceError(
    codeAt(missing === undefined ? fault.instancePath : `${fault.instancePath}/${missing}`, part.codes),
    message,
    param === "" ? null : param,
  );
}

/** A JSON pointer in which array indexes are replaced, so that it is the same for every item. */
function anyIndex(pointer: string): string {
  return pointer.replaceAll(/\/\d+(?=\/|$)/g, "/*");
}

/** Hint for a number where a duration is expected: most callers who send one mean seconds. */
function durationIn({ keyword, instancePath }: Fault, part: Part, value: unknown): string {
  if (keyword !== "type" || !part.durations.includes(anyIndex(instancePath))) return "";
  const there = valueAt(value, instancePath);
  const example = typeof there === "number" && there >= 0 && Number.isInteger(there) ? `${there}s` : "90s";
  return `, such as "${example}"`;
}

function valueAt(value: unknown, pointer: string): unknown {
  let found = value;
  for (const name of pointer.split("/").slice(1)) {
    if (typeof found !== "object" || found === null) return undefined;
    found = Reflect.get(found, name);
  }
  return found;
}

/** Error code of `pointer`, or of the nearest place above it that has one. */
export function codeAt(pointer: string, codes: Readonly<Record<string, ErrorCode>>): ErrorCode {
  for (let place = pointer; place !== ""; place = place.slice(0, place.lastIndexOf("/"))) {
    const code = codes[place];
    if (code !== undefined) return code;
  }
  return "invalid_parameter";
}

/**
 * Picks the most specific of the faults caused by one wrong value (a nullable field fails in two ways): the
 * deepest one that is not about null.
 */
function mostTelling(faults: readonly Fault[]): Fault | undefined {
  const own = faults.filter((fault) => fault.keyword !== "anyOf" && fault.params.type !== "null");
  return own.sort((a, b) => b.instancePath.length - a.instancePath.length)[0] ?? faults[0];
}

/** Converts `/retry_policy/rules/0` and `action` to `retry_policy.rules.0.action`. */
function dotted(pointer: string, last: string): string {
  const names = pointer
    .split("/")
    .slice(1)
    .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));
  return [...names, ...(last === "" ? [] : [last])].join(".");
}

/** The expected form, to follow the field's name. */
function expectation({ keyword, params, propertyName }: Fault): string {
  const limit = String(params.limit);
  const where = propertyName === undefined ? "must" : "has a name that is not allowed: it must";
  switch (keyword) {
    case "type":
      return `${where} be ${words([params.type].flat())}`;
    case "enum":
      return `${where} be one of ${words([params.allowedValues].flat(), ", ")}`;
    case "minLength":
      return `${where} have at least ${limit} ${limit === "1" ? "character" : "characters"}`;
    case "maxLength":
      return `${where} have at most ${limit} characters`;
    case "minimum":
      return `${where} be at least ${limit}`;
    case "maximum":
      return `${where} be at most ${limit}`;
    case "minItems":
      return `${where} have at least ${limit} ${limit === "1" ? "item" : "items"}`;
    case "maxItems":
      return `${where} have at most ${limit} items`;
    case "maxProperties":
      return `${where} have at most ${limit} members`;
    case "pattern":
      return `${where} match ${String(params.pattern)}`;
    default:
      return "is not as documented";
  }
}

function words(values: readonly unknown[], separator = " or "): string {
  return values.map((value) => articles[String(value)] ?? String(value)).join(separator);
}

const articles: Readonly<Record<string, string>> = {
  string: "a string",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  object: "an object",
  array: "an array",
};
