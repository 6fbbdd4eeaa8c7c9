import { useState } from "react";
import type { CreateScheduleRequest, Schedule } from "../../sdk.ts";
import { ErrorState } from "../../ui/answer/error-state.tsx";
import { Button } from "../../ui/input/button.tsx";
import { Dialog } from "../../ui/popup/dialog.tsx";
import { Instant } from "../../ui/value/instant.tsx";
import { changesBetween, overlapOf } from "./changes-between.ts";

/** Somebody changed the schedule meanwhile: shows what, and leaves the choice. */
export function ConflictDialog({
  before,
  current,
  mine,
  onApply,
  onLoadAgain,
  onClose,
}: {
  readonly before: Schedule;
  readonly current: Schedule;
  readonly mine: CreateScheduleRequest;
  onApply(): Promise<unknown>;
  onLoadAgain(): void;
  onClose(): void;
}) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const changes = changesBetween(before, current);
  const both = overlapOf(changes, mine);
  const isOver = current.state !== "active" && current.state !== "paused";
  const apply = () => {
    setBusy(true);
    onApply()
      .catch(setError)
      .finally(() => setBusy(false));
  };
  return (
    <Dialog open title="It was changed meanwhile" onClose={onClose}>
      <p>
        Somebody changed this schedule <Instant at={current.updated_at} show="relative" />, after you opened
        it. Nothing of yours is saved yet.
      </p>
      <ul className="changes" aria-label="What was changed">
        {changes.map(({ name, from, to }) => (
          <li key={name}>
            <strong>{name}</strong>
            <del>{from}</del>
            <ins>{to}</ins>
          </li>
        ))}
        {changes.length === 0 && <li>Its headers, its body, or nothing that can be read back.</li>}
      </ul>
      <p className="quiet small">
        {isOver
          ? `It is ${current.state} now: nothing can be changed any more.`
          : both.length === 0
            ? "Your changes are to other fields; both can stand."
            : `You changed ${both.join(", ")} as well; yours would take its place.`}
      </p>
      {error !== null && <ErrorState error={error} />}
      <div className="dialog-foot">
        <Button onClick={onClose}>Back to the form</Button>
        <Button onClick={onLoadAgain}>Drop mine, load again</Button>
        <Button kind="primary" disabled={busy} whyNot={isOver ? "It has ended." : null} onClick={apply}>
          Save mine over it
        </Button>
      </div>
    </Dialog>
  );
}
