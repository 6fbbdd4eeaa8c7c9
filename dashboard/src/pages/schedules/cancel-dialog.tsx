import type { Schedule } from "../../sdk.ts";
import { ConfirmDialog } from "../../ui/popup/dialog.tsx";
import { nameOf, useScheduleActions } from "./use-schedule-actions.tsx";

/** Asks before a schedule is canceled, which is final. @param schedule null: nothing is asked */
export function CancelDialog({ schedule, onClose }: { readonly schedule: Schedule | null; onClose(): void }) {
  const { cancel } = useScheduleActions();
  if (schedule === null) return null;
  return (
    <ConfirmDialog
      open
      title={`Cancel ${nameOf(schedule)}?`}
      action="Cancel schedule"
      onConfirm={() => cancel(schedule)}
      onClose={onClose}
    >
      <p>
        This is final: its open deliveries are canceled with it, no attempt starts any more, and it cannot be
        resumed. What was delivered stays on record, and a copy of it can be made at any time.
      </p>
      {schedule.state === "active" && <p className="quiet">To stop it for a while, pause it instead.</p>}
    </ConfirmDialog>
  );
}
