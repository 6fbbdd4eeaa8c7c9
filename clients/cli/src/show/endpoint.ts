import type { Endpoint } from "../../../sdk/src/index.ts";
import type { Output } from "../output.ts";
import { instantLine } from "./instant.ts";
import { printFields } from "./table.ts";

/** Prints an endpoint profile for people, with its secret if the key may see it. */
export function printEndpoint(output: Output, each: Endpoint, timezone: string): void {
  printFields(output, [
    ["id", each.id],
    ["state", each.state],
    ["name", each.name],
    ["about", each.description],
    ["url", each.url],
    ["breaker", each.breaker.state],
    ["since", each.breaker.changed_at === null ? null : instantLine(each.breaker.changed_at, timezone)],
    ["rate", each.max_per_second === null ? null : `${each.max_per_second} a second at most`],
    ["at once", each.max_concurrency === null ? null : `${each.max_concurrency} at most`],
    ["headers", each.header_keys.join(", ") || null],
    ["timeout", each.timeout],
    ["secret", each.secret],
    ["version", String(each.version)],
    ["created", instantLine(each.created_at, timezone)],
  ]);
}
