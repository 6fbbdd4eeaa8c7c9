import type { ReactNode } from "react";
import { Link } from "wouter";
import type { RetryPolicy, Schedule } from "../../sdk.ts";
import { CopyButton } from "../../ui/input/copy-button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Facts } from "../../ui/value/facts.tsx";
import { Instant } from "../../ui/value/instant.tsx";
import { useEndpointName } from "../schedules/use-endpoints.ts";

/** Destination, contents and policies. Values of headers and the body never come back. */
export function DefinitionPanel({ schedule }: { readonly schedule: Schedule }) {
  const { retry_policy: retry, endpoint_id: endpointId } = schedule;
  return (
    <Panel title="Definition">
      <Facts
        lines={[
          ["Id", <Copied key="id" text={schedule.id} />],
          ["Destination", <Target key="to" schedule={schedule} />],
          ...(endpointId === null ? [] : [["Endpoint", <Profile key="profile" id={endpointId} />] as const]),
          ["Headers", headersOf(schedule)],
          ["Body", bodyOf(schedule)],
          ["Time zone", schedule.timezone ?? "needs none"],
          ["Runs so far", runsOf(schedule)],
          ...boundsOf(schedule),
          ["Timeout", schedule.timeout ?? "30s, unless the endpoint has its own"],
          ["Give up after", schedule.ttl ?? "never"],
          ["Retries", retryText(retry)],
          ["Rules", rulesOf(retry)],
          ["Misfire", misfireText(schedule)],
          ["Overlap", overlapText[schedule.overlap]],
          ["Clock changes", dstText(schedule)],
          ["Metadata", metadataOf(schedule)],
          ["Created", <Instant key="created" at={schedule.created_at} />],
          ["Changed", <Instant key="changed" at={schedule.updated_at} />],
          ["Version", schedule.version],
        ]}
      />
    </Panel>
  );
}

function Copied({ text }: { readonly text: string }) {
  return (
    <span className="copied">
      <code>{text}</code>
      <CopyButton text={text} label={`Copy ${text}`} />
    </span>
  );
}

function Profile({ id }: { readonly id: string }) {
  return <Link href={`/endpoints/${id}`}>{useEndpointName()(id)}</Link>;
}

function Target({ schedule }: { readonly schedule: Schedule }) {
  const { method, endpoint } = schedule;
  if (endpoint === null) {
    return (
      <>
        <code>{method}</code> to the address of the endpoint
      </>
    );
  }
  return (
    <span className="copied">
      <code>
        {method} {endpoint}
      </code>
      <CopyButton text={endpoint} label="Copy the URL" />
    </span>
  );
}

function headersOf({ header_keys }: Schedule): ReactNode {
  if (header_keys.length === 0) return "none of its own";
  return (
    <ul className="header-lines">
      {header_keys.map((name) => (
        <li key={name}>
          <code>{name}: </code>
          <span aria-hidden="true">••••••</span>
          <span className="visually-hidden">hidden</span>
        </li>
      ))}
    </ul>
  );
}

function bodyOf({ has_body, body_bytes }: Schedule): string {
  return has_body ? `${body_bytes.toLocaleString("en")} bytes, which cannot be read back` : "none";
}

function boundsOf({ starts_at, ends_at, timezone }: Schedule): [string, ReactNode][] {
  const line = (name: string, at: string | null): [string, ReactNode][] =>
    at === null ? [] : [[name, <Instant key={name} at={at} zone={timezone} />]];
  return [...line("Not before", starts_at), ...line("Not after", ends_at)];
}

function runsOf({ run_count, max_runs }: Schedule): string {
  return max_runs === null
    ? run_count.toLocaleString("en")
    : `${run_count.toLocaleString("en")} of ${max_runs.toLocaleString("en")}`;
}

function retryText({
  max_attempts = 8,
  strategy = "exponential",
  base,
  factor,
  max,
  jitter,
  delays,
}: RetryPolicy): string {
  const attempts = `${max_attempts} ${max_attempts === 1 ? "attempt" : "attempts"}`;
  if (max_attempts === 1) return attempts;
  const waits = {
    exponential: `waiting ${base ?? "5s"}, then each time ${factor ?? 2} times as long`,
    linear: `waiting ${base ?? "5s"}, then each time ${base ?? "5s"} longer`,
    fixed: `waiting ${base ?? "5s"} each time`,
    list: `waiting ${delays?.join(", ") ?? "as listed"}`,
  }[strategy];
  return `${attempts}, ${waits}, at most ${max ?? "1h"}${jitter === false ? "" : ", shortened by chance"}`;
}

function rulesOf({ rules = [] }: RetryPolicy): ReactNode {
  if (rules.length === 0) return "none";
  return (
    <ul>
      {rules.map(({ status, error, action, after }) => (
        <li key={`${status} ${error} ${action}`}>
          {[status, error].filter(Boolean).join(" ") || "anything"}: {action.replace("_", "-")}
          {after ? ` after ${after}` : ""}
        </li>
      ))}
    </ul>
  );
}

function misfireText({ misfire: { policy = "once", grace = "1m", max = 100 } }: Schedule): string {
  const rest = { once: "the newest is sent", all: `all are sent, at most ${max}`, skip: "none is sent" }[
    policy
  ];
  return `Of those missed by more than ${grace}, ${rest}`;
}

const overlapText: Readonly<Record<Schedule["overlap"], string>> = {
  allow: "Sent although an earlier one is not settled",
  skip: "Skipped while an earlier one is not settled",
  buffer_one: "One is held back until the earlier one is settled",
};

function dstText({ kind, dst: { gap = "end", overlap = "first" } }: Schedule): string | null {
  if (kind === "interval") return "An interval counts elapsed time";
  const left = { end: "at its end", skip: "not at all", shift: "later by its length" }[gap];
  const twice = { first: "the first time", second: "the second time", both: "both times" }[overlap];
  return `In a left-out hour ${left}, in a doubled one ${twice}`;
}

function metadataOf({ metadata }: Schedule): ReactNode {
  const pairs = Object.entries(metadata);
  if (pairs.length === 0) return "none";
  return (
    <ul className="metadata-lines">
      {pairs.map(([name, value]) => (
        <li key={name}>
          <Link
            className="mono"
            href={`/schedules?${new URLSearchParams({ [`metadata[${name}]`]: value })}`}
            aria-label={`Schedules with ${name}=${value}`}
          >
            {name}={value}
          </Link>
        </li>
      ))}
    </ul>
  );
}
