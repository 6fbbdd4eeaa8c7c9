import { useId } from "react";
import { ChoiceField, FieldProblem, TextField, useForm } from "./form-context.tsx";
import { parseJson } from "./form-request.ts";

const strategies = [
  { value: "exponential", label: "each wait longer by a factor" },
  { value: "linear", label: "each wait longer by the first" },
  { value: "fixed", label: "always the same wait" },
  { value: "list", label: "a list of waits" },
] as const;

/** The retry policy: number of attempts, waits between them, rules. */
export function RetryFields() {
  const { form, problems, set } = useForm();
  return (
    <fieldset className="field-group">
      <legend>Retries</legend>
      <FieldProblem param="retry_policy" problems={problems} />
      <TextField
        member="maxAttempts"
        param="retry_policy.max_attempts"
        inputMode="numeric"
        label="Attempts"
        placeholder="8"
        hint="From 1 to 50; then it is a dead letter."
      />
      <ChoiceField
        name="Waits"
        param="retry_policy.strategy"
        value={form.strategy}
        choices={strategies}
        onChange={(strategy) => set({ strategy })}
      />
      {form.strategy === "list" ? (
        <TextField
          member="delays"
          param="retry_policy.delays"
          label="Waits in order"
          placeholder="5s, 1m, 10m, 1h"
          hint="The last one from then on."
        />
      ) : (
        <TextField member="base" param="retry_policy.base" label="First wait" placeholder="5s" />
      )}
      {form.strategy === "exponential" && (
        <TextField member="factor" param="retry_policy.factor" label="Factor" placeholder="2" />
      )}
      <TextField member="max" param="retry_policy.max" label="Longest wait" placeholder="1h" />
      <div className="field">
        <label className="check">
          <input
            type="checkbox"
            checked={form.jitter}
            onChange={(event) => set({ jitter: event.target.checked })}
          />
          Shorten each wait by chance, so that retries spread
        </label>
      </div>
      <RulesField />
    </fieldset>
  );
}

function RulesField() {
  const id = useId();
  const { form, problems, set } = useForm();
  const parsed = form.rules.trim() === "" ? null : parseJson(form.rules);
  const problem = parsed !== null && "problem" in parsed ? parsed.problem : problems["retry_policy.rules"];
  return (
    <div className="field wide-field">
      <label htmlFor={id}>Rules by status or error</label>
      <textarea
        id={id}
        className="input mono"
        rows={3}
        spellCheck={false}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={`${id}-told`}
        placeholder='[{ "status": "410", "action": "dead_letter" }, { "status": "503", "action": "retry", "after": "10m" }]'
        value={form.rules}
        onChange={(event) => set({ rules: event.target.value })}
      />
      <FieldProblem
        id={`${id}-told`}
        param="retry_policy.rules"
        problems={problem === undefined ? {} : { "retry_policy.rules": problem }}
        hint="JSON. The first rule that matches an attempt wins: retry, dead_letter or succeed."
      />
    </div>
  );
}
