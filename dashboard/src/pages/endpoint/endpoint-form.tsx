import "./endpoint.css";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { type Endpoint, isLandfallError } from "../../sdk.ts";
import { ErrorState } from "../../ui/answer/error-state.tsx";
import { Button } from "../../ui/input/button.tsx";
import { Field } from "../../ui/input/field.tsx";
import { type EndpointWords, problemsOf, rebased, wordsOf } from "./endpoint-fields.ts";

const params: Readonly<Record<keyof EndpointWords, string>> = {
  url: "url",
  name: "name",
  description: "description",
  timeout: "timeout",
  maxPerSecond: "max_per_second",
  maxConcurrency: "max_concurrency",
  maxAttempts: "retry_policy.max_attempts",
  base: "retry_policy.base",
  headers: "headers",
};

/** The fields of a profile; an error stands at the field that it names. */
export function EndpointForm({
  before,
  action,
  extra,
  onSave,
  onClose,
  onConflict,
}: {
  readonly before: Endpoint | null;
  readonly action: string;
  /** More to choose, above the buttons. */
  readonly extra?: ReactNode;
  onSave(words: EndpointWords): Promise<unknown>;
  onClose(): void;
  /** Loads the newest version; what was typed stays. */
  onConflict?(): void;
}) {
  const [words, setWords] = useState(() => wordsOf(before));
  const [base, setBase] = useState(before);
  if (before !== base) {
    // A newer version was loaded: what was not touched follows it.
    setBase(before);
    setWords(rebased(words, wordsOf(base), wordsOf(before)));
  }
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [wasTried, setTried] = useState(false);
  const problems = problemsOf(words);
  const errors = { ...errorsOf(error), ...(wasTried && problems) };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (busy || Object.keys(problems).length > 0) return;
    setBusy(true);
    setError(null);
    onSave(words)
      .then(onClose, setError)
      .finally(() => setBusy(false));
  };
  const field = (name: keyof EndpointWords) => ({
    value: words[name],
    error: errors[name],
    autoComplete: "off",
    onChange: (event: { readonly target: { readonly value: string } }) =>
      setWords((now) => ({ ...now, [name]: event.target.value })),
  });
  const isConflict = isLandfallError(error) && error.code === "version_mismatch";
  return (
    <form onSubmit={submit} className="stack">
      <Field
        label="URL"
        type="text"
        inputMode="url"
        spellCheck={false}
        placeholder="https://example.com/hooks"
        {...field("url")}
      />
      <Field label="Name" hint="For people." {...field("name")} />
      <Field label="Description" {...field("description")} />
      <div className="form-grid">
        <Field
          label="Attempts a second"
          inputMode="decimal"
          placeholder="no limit"
          {...field("maxPerSecond")}
        />
        <Field
          label="Attempts at once"
          inputMode="numeric"
          placeholder="no limit"
          {...field("maxConcurrency")}
        />
        <Field label="Timeout of an attempt" placeholder="30s" {...field("timeout")} />
        <Field label="Attempts at most" inputMode="numeric" placeholder="8" {...field("maxAttempts")} />
        <Field label="First wait" placeholder="5s" {...field("base")} />
      </div>
      <HeadersField
        before={before}
        error={errors.headers}
        value={words.headers}
        onChange={field("headers").onChange}
      />
      {extra}
      {error !== null && Object.keys(errors).length === 0 && <ErrorState error={error} />}
      {isConflict && onConflict !== undefined && (
        <Button
          onClick={() => {
            setError(null);
            onConflict();
          }}
        >
          Load the newest version; keep what I typed
        </Button>
      )}
      <div className="dialog-foot">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" kind="primary" aria-busy={busy}>
          {busy ? "One moment…" : action}
        </Button>
      </div>
    </form>
  );
}

function HeadersField({
  before,
  value,
  error,
  onChange,
}: {
  readonly before: Endpoint | null;
  readonly value: string;
  readonly error: string | undefined;
  onChange(event: { readonly target: { readonly value: string } }): void;
}) {
  const id = useId();
  const names = before?.header_keys ?? [];
  return (
    <div className="field">
      <label htmlFor={id}>Headers</label>
      <textarea
        id={id}
        className="input mono"
        rows={3}
        spellCheck={false}
        placeholder="Authorization: Bearer …"
        value={value}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={`${id}-told`}
        onChange={onChange}
      />
      <div
        id={`${id}-told`}
        aria-live="polite"
        className={error === undefined ? "field-hint" : "field-error"}
      >
        {error ??
          (names.length === 0
            ? "A line each. Values never come back."
            : `There are ${names.join(", ")}, whose values never come back. What you write here replaces all of them; empty: they stay.`)}
      </div>
    </div>
  );
}

/** Errors by the field that they name. */
function errorsOf(error: unknown): Partial<Record<keyof EndpointWords, string>> {
  if (!isLandfallError(error) || error.param === null) return {};
  const { param, message } = error;
  const names = Object.keys(params).filter(isField);
  const found =
    names.find((name) => params[name] === param) ??
    names.find((name) => params[name].split(".")[0] === param.split(".")[0]);
  return found === undefined ? {} : { [found]: message };
}

function isField(name: string): name is keyof EndpointWords {
  return name in params;
}
