import { isLandfallError } from "../../sdk.ts";
import type { Problems } from "./form-request.ts";

/** Parameters that the one field for the time stands for. */
const timings = ["delay", "fire_at", "local_fire_at", "cron", "every"];

/** Fields of the form, named by the API parameter that each one sets. */
const fields = [
  "when",
  "timezone",
  "endpoint",
  "endpoint_id",
  "method",
  "headers",
  "body",
  "name",
  "metadata",
  "timeout",
  "ttl",
  "starts_at",
  "ends_at",
  "max_runs",
  "misfire.grace",
  "misfire.max",
  "misfire",
  "overlap",
  "dst",
  "early_fire",
  "retry_policy.max_attempts",
  "retry_policy.strategy",
  "retry_policy.base",
  "retry_policy.factor",
  "retry_policy.max",
  "retry_policy.delays",
  "retry_policy.rules",
  "retry_policy",
  "idempotency_key",
];

/** Fields that are not under "Advanced". */
const plain = new Set([
  "when",
  "timezone",
  "endpoint",
  "endpoint_id",
  "method",
  "headers",
  "body",
  "name",
  "metadata",
]);

/** The field that an error of the API belongs to; null if it belongs to none. */
export function fieldOfParam(param: string): string | null {
  const [first = ""] = param.split(".");
  if (timings.includes(first)) return "when";
  return fields.find((field) => param === field || param.startsWith(`${field}.`)) ?? null;
}

/** An error of the API at its field; empty if it has none. */
export function problemsOfError(error: unknown): Problems {
  if (!isLandfallError(error) || error.param === null) return {};
  const field = fieldOfParam(error.param);
  return field === null ? {} : { [field]: `${error.message} (${error.code})` };
}

/** True if a problem is hidden while "Advanced" is closed. */
export function isAdvanced(problems: Problems): boolean {
  return Object.keys(problems).some((field) => !plain.has(field));
}
