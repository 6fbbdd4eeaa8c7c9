import "./state.css";
import type { ReactNode } from "react";
import type { DeliveryReason, DeliveryState, EndpointBreaker, LogEntry, ScheduleState } from "../../sdk.ts";
import { Icon, type IconName } from "../icon.tsx";

/** Colours of a badge, by what they mean. */
export type Tone =
  /** It succeeded. */
  | "good"
  /** It needs a look, or was stopped on purpose. */
  | "warn"
  /** It failed. */
  | "bad"
  /** It is as planned. */
  | "info"
  /** It is under way. */
  | "busy"
  /** It has ended and asks for nothing. */
  | "calm";

/** A short word on a coloured ground. */
export function Badge({
  tone = "calm",
  icon,
  children,
}: {
  readonly tone?: Tone;
  readonly icon?: IconName;
  readonly children: ReactNode;
}) {
  return (
    <span className="badge" data-tone={tone}>
      {icon !== undefined && <Icon name={icon} size={12} />}
      {children}
    </span>
  );
}

type Shown = readonly [label: string, tone: Tone, icon: IconName];

const shown = {
  scheduled: ["Scheduled", "info", "clock"],
  dispatching: ["Dispatching", "busy", "send"],
  retrying: ["Retrying", "warn", "retry"],
  succeeded: ["Succeeded", "good", "check"],
  dead_lettered: ["Dead-lettered", "bad", "alert"],
  expired: ["Expired", "warn", "clock"],
  canceled: ["Canceled", "calm", "ban"],
  skipped: ["Skipped", "calm", "skip"],
  active: ["Active", "good", "check"],
  paused: ["Paused", "warn", "pause"],
  completed: ["Completed", "calm", "check"],
  exhausted: ["Exhausted", "calm", "ban"],
  retry: ["Retry", "warn", "retry"],
  failed: ["Failed", "bad", "cross"],
  enabled: ["Enabled", "good", "check"],
  disabled: ["Disabled", "calm", "pause"],
  closed: ["Closed", "good", "check"],
  open: ["Open", "bad", "alert"],
  half_open: ["Half open", "warn", "retry"],
} as const satisfies Record<
  DeliveryState | ScheduleState | LogEntry["outcome"] | EndpointBreaker["state"] | "enabled" | "disabled",
  Shown
>;

/** A state that an object of the API can have. */
export type StateName = keyof typeof shown;

/** A state, always with its icon and its word. */
export function State({ state }: { readonly state: StateName }) {
  const [label, tone, icon] = shown[state];
  return (
    <Badge tone={tone} icon={icon}>
      {label}
    </Badge>
  );
}

/** The word for a state, for charts and filters. */
export function stateLabel(state: StateName): string {
  return shown[state][0];
}

/** Why a delivery is held back or ended without an attempt, in words. */
export const reasonText: Readonly<Record<DeliveryReason, string>> = {
  misfire: "Fell due while nothing ran",
  overlap: "An earlier occurrence is not settled",
  paused: "The schedule is paused",
  no_credit: "The project had no credit",
  canceled: "It or its schedule was canceled",
  rescheduled: "Its plan was replaced",
  breaker_open: "The circuit breaker is open",
  rate_limited: "The destination’s rate is used up",
  concurrency: "The destination is at its concurrency",
  endpoint_disabled: "The endpoint is disabled",
  secret_unreadable: "Its secret cannot be read",
};
