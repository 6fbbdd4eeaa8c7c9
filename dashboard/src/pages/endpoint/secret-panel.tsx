import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import type { Endpoint } from "../../sdk.ts";
import { useAccount } from "../../session/account.tsx";
import { Button } from "../../ui/input/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ConfirmDialog } from "../../ui/popup/dialog.tsx";
import { useNotices } from "../../ui/popup/notices.ts";
import { SecretLine } from "../secrets/secret-line.tsx";

/** The profile's own secret, if it has one, and its rotation. */
export function SecretPanel({ endpoint }: { readonly endpoint: Endpoint }) {
  const { landfall, whyNot } = useAccount();
  const queries = useQueryClient();
  const notices = useNotices();
  const [isAsked, setAsked] = useState(false);
  const { id, secret, version } = endpoint;
  const reason = whyNot("admin");
  const rotate = async () => {
    queries.setQueryData(["endpoint", id], await landfall.endpoints.rotateSecret(id, { ifVersion: version }));
    notices.done(
      secret === null ? "It has a secret of its own now." : "Rotated; the old secret signs too for 24 hours.",
    );
  };
  return (
    <Panel
      title="Signing secret"
      actions={
        <Button small icon="retry" whyNot={reason} onClick={() => setAsked(true)}>
          {secret === null ? "Give it its own" : "Rotate"}
        </Button>
      }
    >
      <div className="panel-body">
        {secret === null ? (
          <p className="quiet">
            The <Link href="/secrets">project’s secrets</Link> sign its deliveries.
          </p>
        ) : reason === null ? (
          <SecretLine name="secret of the profile" secret={secret} />
        ) : (
          <code>{secret}</code>
        )}
      </div>
      <ConfirmDialog
        open={isAsked}
        title={secret === null ? "Give the profile its own secret?" : "Rotate the profile’s secret?"}
        action={secret === null ? "Make a secret" : "Rotate now"}
        danger={false}
        onConfirm={rotate}
        onClose={() => setAsked(false)}
      >
        <p>
          {secret === null
            ? "Its deliveries are signed by the new secret instead of the project’s. Give it to the receiver first thing: one that knows only the project’s refuses them."
            : "The new secret signs from now on, and the old one beside it for 24 hours. Rotated again within that time, the oldest ends at once."}
        </p>
      </ConfirmDialog>
    </Panel>
  );
}
