import { useQueryClient } from "@tanstack/react-query";
import type { ApiKey, IssuedApiKey } from "../../sdk.ts";
import { useLandfall } from "../../session/account.tsx";
import { useSession } from "../../session/session.tsx";
import { ConfirmDialog } from "../../ui/popup/dialog.tsx";
import { useNotices } from "../../ui/popup/notices.ts";

/** Asks before a key ends for good; says so if it is the one in use here. */
export function RevokeDialog({
  of,
  isInUse,
  onClose,
}: {
  readonly of: ApiKey;
  readonly isInUse: boolean;
  onClose(): void;
}) {
  const landfall = useLandfall();
  const queries = useQueryClient();
  const { signOut } = useSession();
  const notices = useNotices();
  const revoke = async () => {
    await landfall.apiKeys.revoke(of.id);
    if (isInUse) signOut();
    await queries.invalidateQueries({ queryKey: ["keys"] });
    notices.done(`Revoked “${of.name}”.`);
  };
  return (
    <ConfirmDialog
      open
      title={`Revoke “${of.name}”?`}
      action="Revoke key"
      onConfirm={revoke}
      onClose={onClose}
    >
      <div className="stack">
        <p>
          <code>{of.hint}</code> may {of.scopes.join(", ")}
          {of.last_used_at === null ? " and was never used" : ""}. Every program that holds it is refused
          within five seconds. This cannot be undone.
        </p>
        {isInUse && (
          <p className="field-error">This is the key that you are signed in with: you will be signed out.</p>
        )}
      </div>
    </ConfirmDialog>
  );
}

/** Asks before a key is replaced: the old one ends in the same instant. */
export function RotateDialog({
  of,
  isInUse,
  onMade,
  onClose,
}: {
  readonly of: ApiKey;
  readonly isInUse: boolean;
  onMade(key: IssuedApiKey): void;
  onClose(): void;
}) {
  const landfall = useLandfall();
  const queries = useQueryClient();
  const rotate = async () => {
    const made = await landfall.apiKeys.rotate(of.id);
    onMade(made);
    await queries.invalidateQueries({ queryKey: ["keys"] });
  };
  return (
    <ConfirmDialog
      open
      title={`Rotate “${of.name}”?`}
      action="Rotate key"
      onConfirm={rotate}
      onClose={onClose}
    >
      <div className="stack">
        <p>
          A new key with the same name and scopes takes its place; <code>{of.hint}</code> is revoked in the
          same instant. To have both for a while, create a new key and revoke this one later.
        </p>
        {isInUse && (
          <p className="field-error">
            This is the key that you are signed in with; the console goes on with the new one.
          </p>
        )}
      </div>
    </ConfirmDialog>
  );
}
