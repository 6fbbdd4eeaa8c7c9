import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation } from "wouter";
import type { Delivery } from "../../sdk.ts";
import { useAccount } from "../../session/account.tsx";
import { Button } from "../../ui/input/button.tsx";
import { ConfirmDialog } from "../../ui/popup/dialog.tsx";
import { useNotices } from "../../ui/popup/notices.ts";
import { Instant } from "../../ui/value/instant.tsx";
import { hostOf } from "./verdict.ts";

/** Cancels a delivery that is open, replays one that has ended. */
export function DeliveryActions({ delivery }: { readonly delivery: Delivery }) {
  const { landfall, whyNot } = useAccount();
  const [asked, setAsked] = useState<"cancel" | "replay" | null>(null);
  const [freshKey, setFreshKey] = useState(false);
  const queries = useQueryClient();
  const notices = useNotices();
  const [, go] = useLocation();
  const isOpen = delivery.completed_at === null;
  const renew = () =>
    Promise.all(
      [["delivery", delivery.id], ["deliveries"], ["dead-letters"]].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    );
  const cancel = async () => {
    await landfall.deliveries.cancel(delivery.id).finally(renew);
    notices.done("Canceled; no attempt starts after this.");
  };
  const replay = async () => {
    const made = await landfall.deliveries.replay(delivery.id, freshKey ? { fresh_key: true } : {});
    await renew();
    go(`/deliveries/${made.id}`);
    notices.done("Sent again; this is the new delivery.");
  };
  return (
    <>
      {isOpen && (
        <Button icon="ban" kind="danger" whyNot={whyNot("write")} onClick={() => setAsked("cancel")}>
          Cancel
        </Button>
      )}
      <Button
        icon="retry"
        kind={
          ["dead_lettered", "expired"].includes(delivery.state) && delivery.replayed_at === null
            ? "primary"
            : undefined
        }
        whyNot={whyNot("replay") ?? (isOpen ? "It has not ended yet; it can be replayed then." : null)}
        onClick={() => setAsked("replay")}
      >
        Replay
      </Button>
      <ConfirmDialog
        open={asked === "cancel"}
        title="Cancel this delivery?"
        action="Cancel delivery"
        onConfirm={cancel}
        onClose={() => setAsked(null)}
      >
        <p>
          No further attempt goes to {hostOf(delivery.endpoint)}. An attempt that is on the wire cannot be
          taken back; then Landfall refuses. Its schedule goes on.
        </p>
      </ConfirmDialog>
      <ConfirmDialog
        open={asked === "replay"}
        title="Replay this delivery?"
        action="Replay now"
        danger={false}
        onConfirm={replay}
        onClose={() => setAsked(null)}
      >
        <div className="stack">
          <p>
            A new delivery sends the same request to {hostOf(delivery.endpoint)} now. This one stays as it is.
          </p>
          {delivery.replayed_at !== null && (
            <p className="field-error">
              It was replayed before, <Instant at={delivery.replayed_at} />.
            </p>
          )}
          <label className="check">
            <input
              type="checkbox"
              checked={freshKey}
              onChange={(event) => setFreshKey(event.target.checked)}
            />
            Send a new Idempotency-Key, so that the receiver takes it for a new delivery
          </label>
        </div>
      </ConfirmDialog>
    </>
  );
}
