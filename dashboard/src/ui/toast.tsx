import "./toast.css";
import { Toast } from "@base-ui/react/toast";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";

/** Long enough to read and to undo. */
const shownMs = 8_000;

/** Provides toasts to everything below. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  return (
    <Toast.Provider timeout={shownMs} limit={3}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="toasts" aria-label="Notices">
          <Shown />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function Shown() {
  const { toasts } = Toast.useToastManager();
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

/** Says what was done, with a way back. */
export interface Notices {
  /** @param undo what brings it back; shown as a button */
  done(title: string, undo?: () => void): void;
  failed(title: string, error: unknown): void;
}

/** Shows notices in the corner. */
export function useNotices(): Notices {
  const { add, close } = Toast.useToastManager();
  return {
    done(title, undo) {
      const id = add({
        title,
        ...(undo && {
          actionProps: {
            children: "Undo",
            onClick: () => {
              close(id);
              undo();
            },
          },
        }),
      });
    },
    failed: (title, error) =>
      void add({
        type: "error",
        priority: "high",
        title,
        description: error instanceof Error ? error.message : String(error),
      }),
  };
}
