import "./sign-in.css";
import { type FormEvent, useState } from "react";
import { Mark } from "../frame/mark.tsx";
import { isLandfallError } from "../sdk.ts";
import { Button } from "../ui/input/button.tsx";
import { Field } from "../ui/input/field.tsx";
import { Dialog } from "../ui/popup/dialog.tsx";
import { areRemembered } from "./known-keys.ts";
import { useSession } from "./session.tsx";

/** The page for whoever has given no key yet. */
export function SignInPage() {
  return (
    <main className="sign-in">
      <title>Sign in · Landfall</title>
      <div className="brand">
        <Mark size={28} /> Landfall
      </div>
      <div className="panel panel-body stack">
        <h1>Sign in</h1>
        <SignInForm onDone={() => {}} />
      </div>
      <p className="quiet small">
        <code>npm start</code> prints the first key, and keeps it in <code>.data/credentials.json</code>. The
        key stays in this browser and goes to this server alone.
      </p>
    </main>
  );
}

/** Adds another key beside the one in use. */
export function SignInDialog({ open, onClose }: { readonly open: boolean; onClose(): void }) {
  return (
    <Dialog open={open} title="Add another key" onClose={onClose}>
      <SignInForm onDone={onClose} />
    </Dialog>
  );
}

function SignInForm({ onDone }: { onDone(): void }) {
  const { signIn } = useSession();
  const [key, setKey] = useState("");
  const [remember, setRemember] = useState(areRemembered);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(null);
    signIn(key.trim(), remember)
      .then(onDone, (error: unknown) => setProblem(problemOf(key.trim(), error)))
      .finally(() => setBusy(false));
  };
  return (
    <form onSubmit={submit}>
      <Field
        label="API key"
        type="password"
        autoComplete="off"
        spellCheck={false}
        placeholder="sk_test_… or sk_live_…"
        className="mono"
        value={key}
        error={problem}
        onChange={(event) => setKey(event.target.value)}
      />
      <label className="check">
        <input type="checkbox" checked={remember} onChange={(event) => setRemember(event.target.checked)} />
        Remember it on this device
      </label>
      <Button type="submit" kind="primary" aria-busy={busy}>
        {busy ? "Signing in…" : "Sign in"}
      </Button>
    </form>
  );
}

function problemOf(key: string, error: unknown): string {
  if (key === "") return "Give an API key.";
  if (!/^sk_(test|live)_\S+$/.test(key)) return "An API key begins with sk_test_ or sk_live_.";
  if (!isLandfallError(error)) return "This is no API key.";
  if (error.name === "AuthenticationError") return "No such key: it is wrong, or it was revoked.";
  if (error.status === null) return "Landfall does not answer. Is it running?";
  return error.message;
}
