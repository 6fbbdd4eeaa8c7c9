import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { type IssuedApiKey, isLandfallError, type Scope } from "../../sdk.ts";
import { useAccount } from "../../session/account.tsx";
import { ErrorState } from "../../ui/answer/error-state.tsx";
import { Button } from "../../ui/input/button.tsx";
import { Field } from "../../ui/input/field.tsx";
import { Dialog } from "../../ui/popup/dialog.tsx";

const scopes = ["read", "write", "replay", "admin"] as const satisfies readonly Scope[];

const meaning: Readonly<Record<Scope, string>> = {
  read: "see everything but secrets",
  write: "make and change schedules, deliveries and endpoint profiles",
  replay: "send deliveries again",
  admin: "make and revoke keys, see and rotate secrets",
};

/** Makes a key; errors stand at the fields that they name. */
export function CreateKeyDialog({ onMade, onClose }: { onMade(key: IssuedApiKey): void; onClose(): void }) {
  const { landfall, who } = useAccount();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<readonly Scope[]>(["read"]);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const paramOf = (param: string) =>
    isLandfallError(error) && error.param?.split(".")[0] === param ? error.message : null;
  const nameError = paramOf("name");
  const scopesError = paramOf("scopes");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError(null);
    landfall.apiKeys
      .create({ name: name.trim(), scopes: [...chosen] })
      .then((made) => {
        void queries.invalidateQueries({ queryKey: ["keys"] });
        onMade(made);
      }, setError)
      .finally(() => setBusy(false));
  };
  return (
    <Dialog open title="New API key" onClose={onClose}>
      <form onSubmit={submit} className="stack">
        <Field
          label="Name"
          value={name}
          error={nameError}
          autoComplete="off"
          hint={`Says who holds it, such as “deploy”. It is of the mode ${who?.mode ?? "test"}, as the key in use.`}
          onChange={(event) => setName(event.target.value)}
        />
        <fieldset className="scopes">
          <legend className="field-label">It may</legend>
          {scopes.map((scope) => (
            <ScopeBox
              key={scope}
              scope={scope}
              isMine={who?.key.scopes.includes(scope) ?? true}
              isChosen={chosen.includes(scope)}
              onChange={(on) =>
                setChosen(scopes.filter((each) => (each === scope ? on : chosen.includes(each))))
              }
            />
          ))}
          {scopesError !== null && (
            <p className="field-error" role="alert">
              {scopesError}
            </p>
          )}
        </fieldset>
        {error !== null && nameError === null && scopesError === null && <ErrorState error={error} />}
        <div className="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind="primary" aria-busy={busy}>
            {busy ? "One moment…" : "Create key"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function ScopeBox({
  scope,
  isMine,
  isChosen,
  onChange,
}: {
  readonly scope: Scope;
  readonly isMine: boolean;
  readonly isChosen: boolean;
  onChange(on: boolean): void;
}) {
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={isChosen}
        disabled={!isMine}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>
        <code>{scope}</code>: {meaning[scope]}
        {!isMine && <span className="quiet"> (the key in use lacks it, so it cannot give it)</span>}
      </span>
    </label>
  );
}
