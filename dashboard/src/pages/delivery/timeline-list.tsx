import type { ReactNode } from "react";
import type { Attempt, Delivery } from "../../sdk.ts";
import { Icon, type IconName } from "../../ui/icon.tsx";
import { CodeBlock } from "../../ui/value/code-block.tsx";
import { Instant } from "../../ui/value/instant.tsx";
import { spanText } from "../../ui/value/instant-text.ts";
import { State, type Tone } from "../../ui/value/state.tsx";
import type { Moment } from "./timeline.ts";

const outcomeIcons = { succeeded: "check", retry: "retry", failed: "cross" } as const;
const outcomeTones = { succeeded: "good", retry: "warn", failed: "bad" } as const;

type ByState<Value> = Partial<Record<Delivery["state"], Value>>;
const endIcons: ByState<IconName> = {
  dead_lettered: "alert",
  expired: "clock",
  canceled: "ban",
  skipped: "skip",
};
const endTones: ByState<Tone> = { succeeded: "good", dead_lettered: "bad", expired: "warn" };

/** The moments of a delivery, oldest first. */
export function TimelineList({
  moments,
  delivery,
  zone,
}: {
  readonly moments: readonly Moment[];
  readonly delivery: Delivery;
  readonly zone: string | null;
}) {
  return (
    <ol className="timeline">
      {moments.map((moment, index) => (
        <MomentItem
          key={moment.kind === "attempt" ? moment.attempt.id : `${moment.kind} ${index}`}
          moment={moment}
          delivery={delivery}
          zone={zone}
        />
      ))}
    </ol>
  );
}

function MomentItem({
  moment,
  delivery,
  zone,
}: {
  readonly moment: Moment;
  readonly delivery: Delivery;
  readonly zone: string | null;
}) {
  switch (moment.kind) {
    case "planned":
      return <Line icon="schedules" title="Planned" at={moment.at} zone={zone} />;
    case "due":
      return <Line icon="clock" tone="info" title="Due" at={moment.at} zone={zone} />;
    case "wait":
      return (
        <li className="timeline-wait">
          <span className="quiet small">{moment.text}</span>
        </li>
      );
    case "unlisted":
      return (
        <li className="timeline-wait">
          <span className="quiet small">
            {moment.count} earlier {moment.count === 1 ? "attempt is" : "attempts are"} not listed.
          </span>
        </li>
      );
    case "attempt":
      return <AttemptItem attempt={moment.attempt} zone={zone} />;
    case "next":
      return <Line icon="send" tone="info" title={`Attempt ${moment.number}`} at={moment.at} zone={zone} />;
    case "expires":
      return <Line icon="ban" title="Expires, if it has not arrived" at={moment.at} zone={zone} />;
    case "ended":
      return (
        <Line
          icon={endIcons[delivery.state] ?? "check"}
          tone={endTones[delivery.state] ?? "calm"}
          title={<State state={delivery.state} />}
          at={moment.at}
          zone={zone}
        />
      );
  }
}

function Line({
  icon,
  tone = "calm",
  title,
  at,
  zone,
  children,
}: {
  readonly icon: IconName;
  readonly tone?: Tone;
  readonly title: ReactNode;
  readonly at: string;
  readonly zone: string | null;
  readonly children?: ReactNode;
}) {
  return (
    <li data-tone={tone}>
      <span className="dot">
        <Icon name={icon} size={14} />
      </span>
      <div className="spread">
        <span className="what">{title}</span>
        <Instant at={at} zone={zone} />
      </div>
      {children}
    </li>
  );
}

function AttemptItem({ attempt, zone }: { readonly attempt: Attempt; readonly zone: string | null }) {
  const { number, outcome, status_code, error, offset_ms, duration_ms, response_bytes, response_snippet } =
    attempt;
  const answer = [status_code !== null && `HTTP ${status_code}`, error?.message];
  const facts = [
    `${offset_ms < 0 ? `${spanText(-offset_ms)} before` : `${spanText(offset_ms)} after`} its due time`,
    `took ${spanText(duration_ms)}`,
    response_bytes !== null && `${response_bytes.toLocaleString("en")} bytes came back`,
  ];
  return (
    <Line
      icon={outcomeIcons[outcome]}
      tone={outcomeTones[outcome]}
      at={attempt.started_at}
      zone={zone}
      title={
        <>
          Attempt {number} <State state={outcome} />
        </>
      }
    >
      <p>{answer.filter(Boolean).join(" · ")}</p>
      <p className="quiet small">{facts.filter(Boolean).join(" · ")}</p>
      {response_snippet !== null && response_snippet !== "" && (
        <CodeBlock label={`Answer to attempt ${number}`} text={response_snippet} />
      )}
    </Line>
  );
}
