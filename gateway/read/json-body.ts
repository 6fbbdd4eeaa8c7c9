import type { ErrorCode } from "../../generated/openapi/errors.ts";
import { ServiceError } from "../../services/runtime/errors.ts";
import { mayLoseDigits, parseExactly } from "./exact-json.ts";

/** A JSON object as it was sent. */
export type JsonObject = Record<string, unknown>;

const decoder = new TextDecoder("utf-8", { fatal: true });

/**
 * The object that a request's bytes stand for. `body` in it, and in each of its `items`, keeps its
 * numbers as they were written, since it is the caller's own and goes on as it came.
 *
 * @throws ServiceError invalid_json
 */
export function parseJsonBody(bytes: Uint8Array): JsonObject {
  try {
    const text = decoder.decode(bytes);
    const value: unknown = JSON.parse(text);
    if (isJsonObject(value)) {
      if (mayLoseDigits(text)) keepDigits(value, parseExactly(text));
      return value;
    }
  } catch (error) {
    // RangeError: nested too deeply for the reviver. TypeError: not UTF-8.
    if (!(error instanceof SyntaxError || error instanceof RangeError || error instanceof TypeError))
      throw error;
  }
  throw invalidJson("The request body must be a JSON object.");
}

/** The answer to a body that cannot be read. */
export function invalidJson(message: string): ServiceError<ErrorCode> {
  return new ServiceError("invalid_json", message);
}

/** Whether a value is an object with members, not null and not an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function keepDigits(value: JsonObject, exact: unknown): void {
  if (!isJsonObject(exact)) return;
  if (Object.hasOwn(value, "body")) value.body = exact.body;
  const { items } = value;
  const { items: exactItems } = exact;
  if (!Array.isArray(items) || !Array.isArray(exactItems)) return;
  for (const [index, item] of items.entries()) {
    const exactItem: unknown = exactItems[index];
    if (isJsonObject(item) && isJsonObject(exactItem) && Object.hasOwn(item, "body"))
      item.body = exactItem.body;
  }
}
