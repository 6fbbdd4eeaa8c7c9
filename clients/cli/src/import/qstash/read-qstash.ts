import type { CreateScheduleRequest, Method } from "../../../../sdk/src/index.ts";
import { type Found, type Imported, leave, NotImportable, type NotImported } from "../imported.ts";
import { listAt, member, numberAt, textAt } from "../json-fields.ts";

const methods: readonly Method[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/**
 * Reads QStash's answer to `GET /v2/schedules`: a list, or an object with `schedules`. Forwarded headers lose their
 * prefix; QStash's own are dropped.
 *
 * @param map URLs by destination, for URL groups
 */
export function readQstash(value: unknown, map: ReadonlyMap<string, string>): Found {
  const items: Imported[] = [];
  const left: NotImported[] = [];
  const all = Array.isArray(value) ? value : listAt(value, "schedules");
  for (const [index, each] of all.entries()) {
    const id = textAt(each, "scheduleId") ?? textAt(each, "id");
    const label =
      `${id ?? `schedule ${index + 1}`} ${textAt(each, "cron") ?? ""} ${textAt(each, "destination") ?? ""}`.trim();
    try {
      items.push(imported(each, id ?? leave("it has no scheduleId"), label, map));
    } catch (error) {
      if (!(error instanceof NotImportable)) throw error;
      left.push({ label, reason: error.message });
    }
  }
  return { items, left };
}

function imported(each: unknown, id: string, label: string, map: ReadonlyMap<string, string>): Imported {
  const notes: string[] = [];
  if (textAt(each, "callback") !== null) notes.push("its callback is not called");
  if (textAt(each, "failureCallback") !== null) notes.push("its failure callback is not called");
  if (textAt(each, "queueName") !== null)
    notes.push("its queue is not kept: an endpoint profile bounds rate and concurrency");
  if ((numberAt(each, "delay") ?? 0) > 0) leave("it sends later than it fires (delay)");
  const retries = numberAt(each, "retries");
  const headers = headersOf(each);
  const body = bodyOf(each);
  const timeout = numberAt(each, "timeout");
  const request: CreateScheduleRequest = {
    ...timingOf(each),
    endpoint: destinationOf(each, map),
    method: methodOf(each),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(body === null ? {} : { body }),
    ...(retries === null ? {} : { retry_policy: { max_attempts: Math.min(50, Math.max(1, retries + 1)) } }),
    ...(timeout === null || timeout < 1 ? {} : { timeout: `${Math.min(300, timeout)}s` }),
    name: textAt(each, "label") ?? id,
  };
  return { sourceId: id, label, request, isPaused: member(each, "isPaused") === true, notes };
}

/** QStash reads a cron without `CRON_TZ=` in UTC. */
function timingOf(each: unknown): { cron: string; timezone: string } {
  const cron = textAt(each, "cron") ?? leave("it has no cron");
  const zone = /^(?:CRON_)?TZ=(\S+)\s+(.+)$/.exec(cron);
  return zone === null ? { cron, timezone: "UTC" } : { cron: zone[2] ?? "", timezone: zone[1] ?? "UTC" };
}

function destinationOf(each: unknown, map: ReadonlyMap<string, string>): string {
  const destination = textAt(each, "destination") ?? leave("it has no destination");
  const mapped = map.get(destination);
  if (mapped !== undefined) return mapped;
  if (/^https?:\/\//i.test(destination)) return destination;
  return leave(
    `its destination “${destination}” is no URL: say where to with --map '${destination}=https://…'`,
  );
}

function methodOf(each: unknown): Method {
  const given = (textAt(each, "method") ?? "POST").toUpperCase();
  return (
    methods.find((method) => method === given) ??
    leave(`its method is ${given}, which deliveries do not have`)
  );
}

function headersOf(each: unknown): Record<string, string> {
  const given = member(each, "header") ?? member(each, "headers");
  if (typeof given !== "object" || given === null) return {};
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    const text = Array.isArray(value) ? value.join(", ") : String(value);
    const forwarded = /^upstash-forward-(.+)$/i.exec(name)?.[1];
    if (forwarded !== undefined) headers[forwarded] = text;
    else if (!/^upstash-/i.test(name)) headers[name] = text;
  }
  return headers;
}

function bodyOf(each: unknown): string | null {
  const encoded = textAt(each, "bodyBase64");
  if (encoded === null) return textAt(each, "body");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(encoded, "base64"));
  } catch {
    return leave("its body is no UTF-8 text");
  }
}
