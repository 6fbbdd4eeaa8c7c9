import type { CreateScheduleRequest } from "../../sdk.ts";

/** The call that a submit makes. */
export type Deed =
  | { readonly kind: "create" }
  | { readonly kind: "clone"; readonly id: string }
  | { readonly kind: "edit"; readonly id: string; readonly version: number };

/** The same call in three languages; none of them holds a key. */
export interface Calls {
  readonly curl: string;
  readonly sdk: string;
  readonly sched: string;
}

/** Writes the calls that do what a submit would do. @param origin address of the API */
export function callsOf(deed: Deed, request: CreateScheduleRequest, origin: string): Calls {
  return {
    curl: curlOf(deed, request, origin),
    sdk: sdkOf(deed, request, origin),
    sched: schedOf(deed, request),
  };
}

function curlOf(deed: Deed, request: CreateScheduleRequest, origin: string): string {
  const [method, path] = {
    create: ["POST", "/v1/schedules"],
    clone: ["POST", `/v1/schedules/${deed.kind === "clone" ? deed.id : ""}/clone`],
    edit: ["PATCH", `/v1/schedules/${deed.kind === "edit" ? deed.id : ""}`],
  }[deed.kind];
  const lines = [
    `curl -X ${method} ${origin}${path}`,
    '-H "Authorization: Bearer $SCHED_API_KEY"',
    "-H 'Content-Type: application/json'",
    ...(deed.kind === "edit" ? [`-H 'If-Match: "${deed.version}"'`] : []),
    `-d ${quoted(JSON.stringify(request, null, 2))}`,
  ];
  return lines.join(" \\\n  ");
}

function sdkOf(deed: Deed, request: CreateScheduleRequest, origin: string): string {
  const written = literal(request, "");
  const call = {
    create: `create(${written})`,
    clone: `clone("${deed.kind === "clone" ? deed.id : ""}", ${written})`,
    edit: deed.kind === "edit" ? `update("${deed.id}", ${written}, { ifVersion: ${deed.version} })` : "",
  }[deed.kind];
  return [
    'import { Landfall } from "@landfall/sdk";',
    "",
    "const landfall = new Landfall({",
    "  apiKey: process.env.SCHED_API_KEY,",
    `  baseUrl: ${JSON.stringify(origin)},`,
    "});",
    `const schedule = await landfall.schedules.${call};`,
  ].join("\n");
}

/** A value as JavaScript, names without quotes where they need none. */
function literal(value: unknown, indent: string): string {
  if (Array.isArray(value)) return `[${value.map((each) => literal(each, indent)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const lines = Object.entries(value).map(([name, each]) => {
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
    return `${inner}${key}: ${literal(each, inner)},`;
  });
  return lines.length === 0 ? "{}" : `{\n${lines.join("\n")}\n${indent}}`;
}

/** Fields that `sched` has no option for. */
const noOption = ["early_fire", "dst"];

function schedOf(deed: Deed, request: CreateScheduleRequest): string {
  const { endpoint } = request;
  const command =
    deed.kind === "create"
      ? ["sched", ...timingWords(request), ...(endpoint ? [quoted(endpoint)] : [])]
      : [
          "sched",
          deed.kind,
          deed.id,
          ...changedTiming(request),
          ...(endpoint ? ["--to", quoted(endpoint)] : []),
          ...(deed.kind === "edit" ? ["--if-version", String(deed.version)] : []),
        ];
  const left = leftOut(request);
  const note =
    left.length === 0 ? "" : `\n# sched has no option for ${left.join(", ")}: use curl or the SDK.`;
  return `${[...command, ...optionWords(request)].join(" ")}${note}`;
}

function timingWords(request: CreateScheduleRequest): string[] {
  const { delay, fire_at, local_fire_at, cron, every, timezone } = request;
  const zone = timezone ? ["--tz", quoted(timezone)] : [];
  if (delay) return ["in", delay];
  if (every) return ["every", every];
  if (cron) return ["cron", quoted(cron), ...zone];
  if (local_fire_at) return ["at", quoted(local_fire_at.replace("T", " ")), ...zone];
  return fire_at ? ["at", quoted(fire_at)] : ["at", "'…'"];
}

function changedTiming({
  delay,
  fire_at,
  local_fire_at,
  cron,
  every,
  timezone,
}: CreateScheduleRequest): string[] {
  const when =
    (delay && `in ${delay}`) ??
    (every && `every ${every}`) ??
    cron ??
    local_fire_at?.replace("T", " ") ??
    fire_at;
  if (!when) return [];
  return ["--when", quoted(when), ...(timezone ? ["--tz", quoted(timezone)] : [])];
}

function optionWords(request: CreateScheduleRequest): string[] {
  const option = (name: string, value: string | number | null | undefined) =>
    value === null || value === undefined ? [] : [name, quoted(String(value))];
  const { body } = request;
  return [
    ...option("--endpoint-id", request.endpoint_id),
    ...option("-X", request.method),
    ...Object.entries(request.headers ?? {}).flatMap(([name, value]) => ["-H", quoted(`${name}: ${value}`)]),
    ...(body === undefined || body === null
      ? []
      : ["-d", quoted(typeof body === "string" ? body : JSON.stringify(body))]),
    ...option("--name", request.name),
    ...Object.entries(request.metadata ?? {}).flatMap(([name, value]) => [
      "--meta",
      quoted(`${name}=${value}`),
    ]),
    ...option("--timeout", request.timeout),
    ...option("--ttl", request.ttl),
    ...option("--max-attempts", request.retry_policy?.max_attempts),
    ...option("--starts-at", request.starts_at),
    ...option("--ends-at", request.ends_at),
    ...option("--max-runs", request.max_runs),
    ...option("--misfire", request.misfire?.policy),
    ...option("--overlap", request.overlap),
    ...option("--key", request.idempotency_key),
  ];
}

function leftOut(request: CreateScheduleRequest): string[] {
  const given: Readonly<Record<string, unknown>> = { ...request };
  const retry = Object.keys(request.retry_policy ?? {}).filter((name) => name !== "max_attempts");
  const misfire = Object.keys(request.misfire ?? {}).filter((name) => name !== "policy");
  return [
    ...noOption.filter((name) => given[name] !== undefined),
    ...Object.keys(given).filter((name) => given[name] === null),
    ...retry.map((name) => `retry_policy.${name}`),
    ...misfire.map((name) => `misfire.${name}`),
  ];
}

/** A word of a shell, quoted if it has to be. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
