import type { ReactNode } from "react";
import type { Overview } from "../../sdk.ts";
import { spanText } from "../../ui/value/instant-text.ts";

/** The figures of the period in one row. */
export function Figures({ overview }: { readonly overview: Overview }) {
  const { offset_ms: offset, success_rate: rate, ended, at_least } = overview;
  const plus = (name: (typeof at_least)[number]) => (at_least.includes(name) ? "+" : "");
  const failed = ended.dead_lettered;
  return (
    <dl className="figures">
      <Figure
        name="Success rate"
        tone={rate !== null && rate < 0.99 ? "bad" : null}
        detail={endedText(overview)}
      >
        {rate === null ? "–" : percent(rate)}
      </Figure>
      <Figure name="Lateness p50" detail="of first attempts">
        {lateness(offset.p50)}
      </Figure>
      <Figure name="Lateness p95" detail="of first attempts">
        {lateness(offset.p95)}
      </Figure>
      <Figure
        name="Lateness p99"
        detail={offset.max === null ? "of first attempts" : `worst ${lateness(offset.max)}`}
      >
        {lateness(offset.p99)}
      </Figure>
      <Figure name="Attempts" detail="retries included">
        {count(overview.recent_volume)}
      </Figure>
      <Figure
        name="Dead-lettered"
        tone={failed > 0 ? "bad" : null}
        detail={`${count(overview.needs_attention.dead)}${plus("dead")} there now`}
      >
        {count(failed)}
      </Figure>
      <Figure
        name="Active schedules"
        detail={`${count(overview.needs_attention.due_soon)}${plus("due_soon")} due in 1 h`}
      >
        {count(overview.active_schedules)}
        {plus("active_schedules")}
      </Figure>
    </dl>
  );
}

function Figure({
  name,
  detail,
  tone = null,
  children,
}: {
  readonly name: string;
  readonly detail: string;
  readonly tone?: "bad" | null;
  readonly children: ReactNode;
}) {
  return (
    <div className="figure" data-tone={tone ?? undefined}>
      <dt>{name}</dt>
      <dd>
        {children}
        <div className="detail truncate">{detail}</div>
      </dd>
    </div>
  );
}

/** A number with separators; a large one in short. */
export function count(value: number): string {
  if (value < 100_000) return value.toLocaleString("en");
  return value.toLocaleString("en", { notation: "compact", maximumFractionDigits: 1 });
}

/** Lateness in words; an early attempt counts as on time. */
export function lateness(ms: number | null): string {
  return ms === null ? "–" : spanText(Math.max(0, ms));
}

function percent(rate: number): string {
  // 99.996 % must not read as all.
  const shown = rate === 1 ? 100 : Math.min(99.99, Math.floor(rate * 10_000) / 100);
  return `${shown.toLocaleString("en", { maximumFractionDigits: 2 })} %`;
}

function endedText({ ended }: Overview): string {
  const { succeeded, dead_lettered } = ended;
  return `${count(succeeded)} of ${count(succeeded + dead_lettered)} ended`;
}
