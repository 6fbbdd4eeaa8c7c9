import { describe, expect, it } from "vitest";
import type { ScheduleFields } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { destinationsBy } from "../../rules/judge-destination.ts";
import { createEgressPolicy } from "../../runtime/egress/policy.ts";
import { noFields } from "../change/written-fields.ts";
import { judgeSchedule } from "./judge-schedule.ts";

const now = Date.UTC(2027, 2, 1, 12);
const destinations = destinationsBy(createEgressPolicy([]), async (name) =>
  name === "inside.example" ? ["10.0.0.7"] : ["93.184.215.14"],
);
const judge = (given: Partial<ScheduleFields>) =>
  judgeSchedule({ ...noFields, endpoint: "https://example.com/hook", ...given }, destinations, now);

const retry = { delays: [], rules: [] };
const rule = { status: undefined, error: undefined, after: undefined, action: "retry" };
const none = { maxAttempts: undefined, strategy: undefined, base: undefined, factor: undefined };
const policy = { ...none, max: undefined, jitter: undefined, ...retry };
const header = (name: string, value = "x") => ({ headers: [{ name, value }] });
const soon = { delay: "1m" };

// One refused value per row: the error code and the field that the error names.
const refused: readonly (readonly [string, Partial<ScheduleFields>, string, string | null])[] = [
  ["no destination", { ...soon, endpoint: undefined }, "invalid_endpoint", "endpoint"],
  [
    "two destinations",
    { ...soon, endpointId: "ep_01J9ZK3F8Q4X7M2N5P6R8S9T0V" },
    "invalid_endpoint",
    "endpoint_id",
  ],
  [
    "a profile that cannot be",
    { ...soon, endpoint: undefined, endpointId: "ep_x" },
    "endpoint_not_found",
    "endpoint_id",
  ],
  ["a body over 256 KB", { ...soon, body: Buffer.alloc(262_145) }, "payload_too_large", "body"],
  ["an unknown method", { ...soon, method: "TRACE" }, "invalid_method", "method"],
  ["a method in lower case", { ...soon, method: "post" }, "invalid_method", "method"],
  ...[
    "host",
    "Content-Length",
    "transfer-encoding",
    "connection",
    "upgrade",
    "te",
    "trailer",
    "keep-alive",
    "Proxy-Authorization",
    "sched-anything",
    "idempotency-key",
    "webhook-id",
  ].map(
    (name) =>
      [`the header ${name}`, { ...soon, ...header(name) }, "invalid_header", `headers.${name}`] as const,
  ),
  ["a header name that is no token", { ...soon, ...header("a b") }, "invalid_header", "headers.a b"],
  ["an empty header name", { ...soon, ...header("") }, "invalid_header", "headers."],
  [
    "a header name over 120",
    { ...soon, ...header("a".repeat(121)) },
    "invalid_header",
    `headers.${"a".repeat(120)}`,
  ],
  ["a header value over 4096", { ...soon, ...header("a", "v".repeat(4_097)) }, "invalid_header", "headers.a"],
  ...["\u0000", "\n", "\r", "\u000b", "\u001f", "\u007f", "\u0085"].map(
    (character) =>
      [
        `${JSON.stringify(character)} in a header`,
        { ...soon, ...header("a", `x${character}y`) },
        "invalid_header",
        "headers.a",
      ] as const,
  ),
  ["a line break in a header", { ...soon, ...header("a", "x\r\ny: z") }, "invalid_header", "headers.a"],
  [
    "65 headers",
    { ...soon, headers: Array.from({ length: 65 }, (_, n) => ({ name: `h${n}`, value: "" })) },
    "invalid_header",
    "headers",
  ],
  ["http", { ...soon, endpoint: "http://example.com/" }, "invalid_endpoint", "endpoint"],
  ["another port", { ...soon, endpoint: "https://example.com:8443/" }, "invalid_endpoint", "endpoint"],
  ["user info", { ...soon, endpoint: "https://a:b@example.com/" }, "invalid_endpoint", "endpoint"],
  [
    "a URL over 2048",
    { ...soon, endpoint: `https://example.com/${"a".repeat(2_029)}` },
    "invalid_endpoint",
    "endpoint",
  ],
  ["a private address", { ...soon, endpoint: "https://192.168.1.1/" }, "endpoint_blocked", "endpoint"],
  ["the loopback in disguise", { ...soon, endpoint: "https://0x7f.1/" }, "endpoint_blocked", "endpoint"],
  [
    "a name that leads inside",
    { ...soon, endpoint: "https://inside.example/" },
    "endpoint_blocked",
    "endpoint",
  ],
  ["timeout under a second", { ...soon, timeout: "500ms" }, "invalid_timeout", "timeout"],
  [
    "timeout in more than 100 characters",
    { ...soon, timeout: `1.${"0".repeat(98)}s` },
    "invalid_timeout",
    "timeout",
  ],
  ["timeout over five minutes", { ...soon, timeout: "5m1ns" }, "invalid_timeout", "timeout"],
  [
    "0 attempts",
    { ...soon, retryPolicy: { ...policy, maxAttempts: 0 } },
    "invalid_retry_policy",
    "retry_policy.max_attempts",
  ],
  [
    "51 attempts",
    { ...soon, retryPolicy: { ...policy, maxAttempts: 51 } },
    "invalid_retry_policy",
    "retry_policy.max_attempts",
  ],
  [
    "an unknown strategy",
    { ...soon, retryPolicy: { ...policy, strategy: "x" } },
    "invalid_retry_policy",
    "retry_policy.strategy",
  ],
  [
    "the strategy list without delays",
    { ...soon, retryPolicy: { ...policy, strategy: "list" } },
    "invalid_retry_policy",
    "retry_policy.delays",
  ],
  [
    "a wait that is no duration",
    { ...soon, retryPolicy: { ...policy, base: "5" } },
    "invalid_retry_policy",
    "retry_policy.base",
  ],
  [
    "a rule about nothing",
    { ...soon, retryPolicy: { ...policy, rules: [rule] } },
    "invalid_retry_policy",
    "retry_policy.rules.0",
  ],
  [
    "a rule about no status",
    { ...soon, retryPolicy: { ...policy, rules: [{ ...rule, status: "6xx" }] } },
    "invalid_retry_policy",
    "retry_policy.rules.0.status",
  ],
  [
    "a rule with no action",
    { ...soon, retryPolicy: { ...policy, rules: [{ ...rule, status: "4xx", action: "x" }] } },
    "invalid_retry_policy",
    "retry_policy.rules.0.action",
  ],
  [
    "51 pairs of metadata",
    { ...soon, metadata: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`k${n}`, ""])) },
    "invalid_metadata",
    "metadata",
  ],
  ["a metadata key over 40", { ...soon, metadata: { ["k".repeat(41)]: "" } }, "invalid_metadata", "metadata"],
  [
    "a metadata value over 500",
    { ...soon, metadata: { k: "v".repeat(501) } },
    "invalid_metadata",
    "metadata.k",
  ],
  ["an empty name", { ...soon, name: "" }, "invalid_parameter", "name"],
];

describe("judging a request refuses", () => {
  for (const [what, given, code, param] of refused) {
    it(`${what}: ${code}`, () => expect(judge(given)).rejects.toMatchObject({ code, param }));
  }
});

describe("judging a request takes", () => {
  for (const [what, given] of [
    ["a body of exactly 256 KB", { ...soon, body: Buffer.alloc(262_144) }],
    ["port 443 and 80 by name", { ...soon, endpoint: "https://example.com:80/" }],
    ["a tab inside a header value", { ...soon, ...header("a", "x\ty") }],
    ["a timeout of five minutes", { ...soon, timeout: "5m" }],
    ["50 attempts", { ...soon, retryPolicy: { ...policy, maxAttempts: 50 } }],
    [
      "64 headers",
      { ...soon, headers: Array.from({ length: 64 }, (_, n) => ({ name: `h${n}`, value: "" })) },
    ],
    [
      "40 characters of any script as a metadata key",
      { ...soon, metadata: { ["🚀".repeat(40)]: "ü".repeat(500) } },
    ],
  ] as const satisfies readonly (readonly [string, Partial<ScheduleFields>])[]) {
    it(what, () => expect(judge(given)).resolves.toBeTruthy());
  }
});
