import { Tooltip } from "@base-ui/react/tooltip";
import { type KeyboardEvent, useRef, useState } from "react";
import { Link } from "wouter";
import type { Delivery } from "../../sdk.ts";
import { fullText, localZone, spanText } from "../../ui/value/instant-text.ts";
import { reasonText, stateLabel } from "../../ui/value/state.tsx";

/** All cells share one popup. */
const popup = Tooltip.createHandle<Delivery>();

/** A cell for each delivery, oldest first; one tab stop, arrow keys move along it, Enter opens one. */
export function OutcomeStrip({ deliveries }: { readonly deliveries: readonly Delivery[] }) {
  const cells = [...deliveries].reverse();
  const box = useRef<HTMLOListElement>(null);
  // The hint belongs to the page's main part, for those who move by its parts.
  const [around, setAround] = useState<HTMLDivElement | null>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const at = Math.max(0, current === null ? cells.length - 1 : cells.findIndex(({ id }) => id === current));
  const move = (event: KeyboardEvent) => {
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: cells.length - 1 }[event.key];
    const cell = next === undefined ? undefined : cells[next];
    if (cell === undefined || next === undefined) return;
    event.preventDefault();
    setCurrent(cell.id);
    box.current?.querySelectorAll<HTMLElement>("a")[next]?.focus();
  };
  return (
    <div ref={setAround}>
      <ol ref={box} className="outcomes" aria-label="Outcomes, oldest first" onKeyDown={move}>
        {cells.map((delivery, index) => (
          <li key={delivery.id}>
            <Tooltip.Trigger
              handle={popup}
              payload={delivery}
              delay={80}
              render={
                <Link
                  href={`/deliveries/${delivery.id}`}
                  className="outcome"
                  data-state={delivery.state}
                  tabIndex={index === at ? 0 : -1}
                  aria-label={lines(delivery).join(", ")}
                  onFocus={() => setCurrent(delivery.id)}
                />
              }
            />
          </li>
        ))}
      </ol>
      <Tooltip.Root handle={popup}>
        {({ payload }) => (
          <Tooltip.Portal container={around}>
            <Tooltip.Positioner className="tooltip-positioner" sideOffset={6} collisionPadding={8}>
              <Tooltip.Popup className="tooltip">
                {payload !== undefined && lines(payload).map((line) => <div key={line}>{line}</div>)}
              </Tooltip.Popup>
            </Tooltip.Positioner>
          </Tooltip.Portal>
        )}
      </Tooltip.Root>
    </div>
  );
}

function lines(delivery: Delivery): string[] {
  const { state, scheduled_for, offset_ms, attempt_count, last_status_code, reason, replay_of } = delivery;
  const attempts = `${attempt_count} ${attempt_count === 1 ? "attempt" : "attempts"}`;
  return [
    stateLabel(state),
    `due ${fullText(Date.parse(scheduled_for), localZone)}`,
    ...(offset_ms === null ? [] : [`${spanText(Math.max(0, offset_ms))} late`]),
    ...(attempt_count === 0
      ? []
      : [last_status_code === null ? attempts : `${attempts}, last answer ${last_status_code}`]),
    ...(reason === null ? [] : [reasonText[reason]]),
    ...(replay_of === null ? [] : ["a replay"]),
  ];
}
