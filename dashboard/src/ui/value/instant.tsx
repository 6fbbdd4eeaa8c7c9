import "./instant.css";
import { Tooltip } from "@base-ui/react/tooltip";
import { useNow } from "../../now.ts";
import { fullText, localZone, relativeText, shortText, spanText } from "./instant-text.ts";

interface Payload {
  readonly at: number;
  readonly zone: string | null;
}

/** All instants share one popup: a long table would have hundreds. */
const popup = Tooltip.createHandle<Payload>();

/**
 * An instant in local time, with how far away it is; on hover and focus also in the schedule's zone and in UTC.
 *
 * @param at RFC 3339; null is shown as a dash
 * @param zone the schedule's, if it has one
 * @param show which of the two parts
 * @param inRow a row of a table is one tab stop: its instants are none
 */
export function Instant({
  at,
  zone = null,
  show = "both",
  inRow = false,
}: {
  readonly at: string | null;
  readonly zone?: string | null;
  readonly show?: "both" | "time" | "relative";
  readonly inRow?: boolean;
}) {
  const now = useNow();
  if (at === null) return <span className="quiet">–</span>;
  const ms = Date.parse(at);
  return (
    <Tooltip.Trigger
      handle={popup}
      payload={{ at: ms, zone }}
      delay={200}
      render={<time dateTime={at} className="instant" tabIndex={inRow ? undefined : 0} />}
    >
      {show !== "relative" && shortText(ms, now)}
      {show === "both" && " "}
      {show !== "time" && <span className="relative">{relativeText(ms, now)}</span>}
    </Tooltip.Trigger>
  );
}

/** The popup of all instants; once in the page. */
export function InstantPopup() {
  return (
    <Tooltip.Root handle={popup}>
      {({ payload }) => (
        <Tooltip.Portal>
          <Tooltip.Positioner className="tooltip-positioner" sideOffset={6} collisionPadding={8}>
            <Tooltip.Popup className="tooltip">
              {payload !== undefined && <Zones {...payload} />}
            </Tooltip.Popup>
          </Tooltip.Positioner>
        </Tooltip.Portal>
      )}
    </Tooltip.Root>
  );
}

function Zones({ at, zone }: Payload) {
  const now = useNow();
  const others = zone !== null && zone !== localZone && zone !== "UTC" ? [[zone, zone] as const] : [];
  const lines = [[`Here (${localZone})`, localZone] as const, ...others, ["UTC", "UTC"] as const];
  return (
    <dl>
      {lines.map(([label, name]) => (
        <div key={label} style={{ display: "contents" }}>
          <dt>{label}</dt>
          <dd>{fullText(at, name)}</dd>
        </div>
      ))}
      <dt>That is</dt>
      <dd>{relativeText(at, now)}</dd>
    </dl>
  );
}

/** A length of time; null is shown as a dash. */
export function Duration({ ms }: { readonly ms: number | null }) {
  return ms === null ? <span className="quiet">–</span> : <span className="nowrap">{spanText(ms)}</span>;
}
