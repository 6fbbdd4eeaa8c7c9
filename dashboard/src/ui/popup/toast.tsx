import "./toast.css";
import { Toast } from "@base-ui/react/toast";
import { useEffect } from "react";
import { Button } from "../input/button.tsx";
import { showNoticesBy } from "./notices.ts";

/** Long enough to read and to undo. */
const shownMs = 8_000;

/** Shows the notices of all pages. */
export function Toasts() {
  return (
    <Toast.Provider timeout={shownMs} limit={3}>
      <Toast.Portal>
        <Toast.Viewport className="toasts" aria-label="Notices">
          <Shown />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function Shown() {
  const { toasts, add, close } = Toast.useToastManager();
  useEffect(
    () =>
      showNoticesBy(({ title, fault, undo }) => {
        if (fault !== undefined)
          return void add({ type: "error", priority: "high", title, description: fault });
        const id = add({ title, ...(undo && { actionProps: undoButton(() => close(id), undo) }) });
      }),
    [add, close],
  );
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className="popup toast">
      <div className="text">
        <Toast.Title render={<div />} />
        <Toast.Description className="quiet small" />
      </div>
      <div className="row">
        <Toast.Action className="button" data-small />
        <Toast.Close
          render={<Button kind="plain" small icon="cross" aria-label="Close notice" hint={false} />}
        />
      </div>
    </Toast.Root>
  ));
}

function undoButton(close: () => void, undo: () => void) {
  return {
    children: "Undo",
    onClick: () => {
      close();
      undo();
    },
  };
}
