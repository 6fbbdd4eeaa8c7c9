import { type FormEvent, useState } from "react";
import { isLandfallError } from "../../sdk.ts";
import { useLandfall } from "../../session/account.tsx";
import { ErrorState } from "../../ui/answer/error-state.tsx";
import { Button } from "../../ui/input/button.tsx";
import { Field } from "../../ui/input/field.tsx";
import { Dialog } from "../../ui/popup/dialog.tsx";
import { countOf, type ReplayRun, type ReplayTarget, sendAgain } from "./replay-run.ts";

/** From this number on replays are spread over time by default, so as not to overload a receiver that has just come back. */
const spreadFrom = 50;

/** Says how many are meant, asks how to send them, and sends them. */
export function ReplayDialog({
  target,
  onSent,
  onClose,
}: {
  readonly target: ReplayTarget;
  onSent(run: ReplayRun): void;
  onClose(): void;
}) {
  const landfall = useLandfall();
  const count = countOf(target);
  const [over, setOver] = useState(count >= spreadFrom ? "10m" : "");
  const [freshKey, setFreshKey] = useState(false);
  const [made, setMade] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const overError = isLandfallError(error) && error.param === "over" ? error.message : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (made !== null) return;
    setMade(0);
    setError(null);
    sendAgain(landfall, target, { over: over.trim(), freshKey }, setMade)
      .then(onSent, setError)
      .finally(() => setMade(null));
  };
  return (
    <Dialog open title={count === 1 ? "Replay this dead letter?" : "Replay dead letters?"} onClose={onClose}>
      <form onSubmit={submit} className="stack">
        <p>
          <strong>{countText(target)}</strong> {target.label}. Each becomes a new delivery of the same
          request; nothing is sent before you confirm.
        </p>
        {count > 1 && (
          <Field
            label="Spread over"
            value={over}
            placeholder="all at once"
            error={overError}
            hint="A duration up to 24h, such as 10m or 1h; empty: all at once."
            onChange={(event) => setOver(event.target.value)}
          />
        )}
        <label className="check">
          <input type="checkbox" checked={freshKey} onChange={(event) => setFreshKey(event.target.checked)} />
          Send new Idempotency-Keys, so that receivers take them for new deliveries
        </label>
        {error !== null && overError === null && <ErrorState error={error} />}
        {made !== null && (
          <p role="status">{made === 0 ? "Asking…" : `${made.toLocaleString("en")} made…`}</p>
        )}
        <div className="dialog-foot">
          <Button onClick={onClose}>Keep as it is</Button>
          <Button type="submit" kind="primary" aria-busy={made !== null}>
            {count === 1 ? "Replay now" : `Replay ${count.toLocaleString("en")}`}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function countText(target: ReplayTarget): string {
  const count = countOf(target);
  const more = "filter" in target && !target.isExact ? " or more" : "";
  return `${count.toLocaleString("en")}${more} ${count === 1 ? "dead letter" : "dead letters"}`;
}
