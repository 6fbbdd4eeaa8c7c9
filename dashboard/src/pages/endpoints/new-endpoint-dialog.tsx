import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation } from "wouter";
import { useAccount } from "../../session/account.tsx";
import { Dialog } from "../../ui/popup/dialog.tsx";
import { useNotices } from "../../ui/popup/notices.ts";
import { requestOf } from "../endpoint/endpoint-fields.ts";
import { EndpointForm } from "../endpoint/endpoint-form.tsx";

/** Makes a profile, and leads to its page. */
export function NewEndpointDialog({ onClose }: { onClose(): void }) {
  const { landfall } = useAccount();
  const [ownSecret, setOwnSecret] = useState(false);
  const queries = useQueryClient();
  const notices = useNotices();
  const [, go] = useLocation();
  return (
    <Dialog open title="New endpoint" onClose={onClose}>
      <EndpointForm
        before={null}
        action="Create endpoint"
        onClose={onClose}
        extra={
          <label className="check">
            <input
              type="checkbox"
              checked={ownSecret}
              onChange={(event) => setOwnSecret(event.target.checked)}
            />
            Sign with a secret of its own instead of the project’s
          </label>
        }
        onSave={async (words) => {
          const made = await landfall.endpoints.create(requestOf(words, ownSecret));
          void queries.invalidateQueries({ queryKey: ["endpoints"] });
          go(`/endpoints/${made.id}`);
          notices.done("Created; send a test to see if the receiver takes it.");
        }}
      />
    </Dialog>
  );
}
