import "./popup.css";
import { Dialog as Base } from "@base-ui/react/dialog";
import { type ReactNode, useState } from "react";
import { ErrorState } from "../answer/error-state.tsx";
import { Button } from "../input/button.tsx";

/** A window over the page; Escape closes it. */
export function Dialog({
  open,
  title,
  guarded = false,
  children,
  onClose,
}: {
  readonly open: boolean;
  readonly title: string;
  /** True for what is shown once: only a button inside closes it. */
  readonly guarded?: boolean;
  readonly children: ReactNode;
  onClose(): void;
}) {
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && !guarded && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup className="popup dialog">
          <div className="dialog-head">
            <Base.Title className="dialog-title">{title}</Base.Title>
            {!guarded && (
              <Base.Close render={<Button kind="plain" icon="cross" aria-label="Close" hint={false} />} />
            )}
          </div>
          <div className="dialog-body">{children}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** Asks before something that cannot be undone; shows what failed, and stays open then. */
export function ConfirmDialog({
  open,
  title,
  children,
  action,
  danger = true,
  onConfirm,
  onClose,
}: {
  readonly open: boolean;
  readonly title: string;
  /** Says what will happen. */
  readonly children: ReactNode;
  /** The verb on the button, such as "Cancel schedule". */
  readonly action: string;
  readonly danger?: boolean;
  onConfirm(): Promise<unknown>;
  onClose(): void;
}) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const close = () => {
    // Clears the error of the last try before the same question is asked again.
    setError(null);
    onClose();
  };
  const confirm = () => {
    setBusy(true);
    setError(null);
    onConfirm()
      .then(close, setError)
      .finally(() => setBusy(false));
  };
  return (
    <Dialog open={open} title={title} onClose={close}>
      <div>{children}</div>
      {error !== null && <ErrorState error={error} />}
      <div className="dialog-foot">
        <Button onClick={close}>Keep as it is</Button>
        <Button kind={danger ? "danger" : "primary"} disabled={busy} onClick={confirm}>
          {busy ? "One moment…" : action}
        </Button>
      </div>
    </Dialog>
  );
}
