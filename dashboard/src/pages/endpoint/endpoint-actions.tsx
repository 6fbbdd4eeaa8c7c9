import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation } from "wouter";
import type { Endpoint } from "../../sdk.ts";
import { useAccount } from "../../session/account.tsx";
import { Button } from "../../ui/input/button.tsx";
import { ConfirmDialog, Dialog } from "../../ui/popup/dialog.tsx";
import { useNotices } from "../../ui/popup/notices.ts";
import { changeOf } from "./endpoint-fields.ts";
import { EndpointForm } from "./endpoint-form.tsx";

/** Edits a profile, disables and enables it, deletes it. */
export function EndpointActions({ endpoint, onDeleted }: { readonly endpoint: Endpoint; onDeleted(): void }) {
  const { landfall, whyNot } = useAccount();
  const [asked, setAsked] = useState<"edit" | "delete" | null>(null);
  const queries = useQueryClient();
  const notices = useNotices();
  const [, go] = useLocation();
  const { id, state, name, url } = endpoint;
  const reason = whyNot("write");
  const keep = (next: Endpoint) => {
    queries.setQueryData(["endpoint", id], next);
    void queries.invalidateQueries({ queryKey: ["endpoints"] });
  };
  const turn = (to: Endpoint["state"], undo: boolean) => {
    const change = to === "disabled" ? landfall.endpoints.disable(id) : landfall.endpoints.enable(id);
    change.then(
      (next) => {
        keep(next);
        const said = to === "disabled" ? "Disabled; its deliveries wait." : "Enabled; what waited goes out.";
        notices.done(said, undo ? () => turn(to === "disabled" ? "enabled" : "disabled", false) : undefined);
      },
      (error: unknown) => notices.failed(to === "disabled" ? "Not disabled" : "Not enabled", error),
    );
  };
  const remove = async () => {
    await landfall.endpoints.delete(id, { ifVersion: endpoint.version });
    onDeleted();
    go("/endpoints");
    await queries.invalidateQueries({ queryKey: ["endpoints"] });
    notices.done(`Deleted ${name ?? url}.`);
  };
  return (
    <>
      <Button whyNot={reason} onClick={() => setAsked("edit")}>
        Edit
      </Button>
      {state === "enabled" ? (
        <Button icon="pause" whyNot={reason} onClick={() => turn("disabled", true)}>
          Disable
        </Button>
      ) : (
        <Button icon="check" kind="primary" whyNot={reason} onClick={() => turn("enabled", true)}>
          Enable
        </Button>
      )}
      <Button kind="danger" whyNot={reason} onClick={() => setAsked("delete")}>
        Delete
      </Button>
      {asked === "edit" && <EditDialog endpoint={endpoint} onKeep={keep} onClose={() => setAsked(null)} />}
      <ConfirmDialog
        open={asked === "delete"}
        title={`Delete ${name ?? "this profile"}?`}
        action="Delete profile"
        onConfirm={remove}
        onClose={() => setAsked(null)}
      >
        <p>
          Nothing is sent by it afterwards, and its dead letters can no longer be replayed. Landfall refuses
          while active or paused schedules name it or deliveries to it are open. This cannot be undone.
        </p>
      </ConfirmDialog>
    </>
  );
}

/** Changes the version that was opened: what somebody else changes meanwhile is not overwritten. */
function EditDialog({
  endpoint,
  onKeep,
  onClose,
}: {
  readonly endpoint: Endpoint;
  onKeep(next: Endpoint): void;
  onClose(): void;
}) {
  const { landfall } = useAccount();
  const notices = useNotices();
  const [opened, setOpened] = useState(endpoint);
  const reload = () => void landfall.endpoints.get(endpoint.id).then(setOpened, () => {});
  return (
    <Dialog open title="Edit endpoint" onClose={onClose}>
      <EndpointForm
        before={opened}
        action="Save"
        onConflict={reload}
        onClose={onClose}
        onSave={async (words) => {
          const change = changeOf(words, opened);
          if (Object.keys(change).length === 0) return;
          onKeep(await landfall.endpoints.update(opened.id, change, { ifVersion: opened.version }));
          notices.done("Saved; attempts that begin from now on follow it.");
        }}
      />
    </Dialog>
  );
}
