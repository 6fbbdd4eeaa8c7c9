import { createContext, use } from "react";
import { Icon } from "../../ui/icon.tsx";
import { Field } from "../../ui/input/field.tsx";
import { type Choice, Select } from "../../ui/input/select.tsx";
import type { Problems } from "./form-request.ts";
import type { FormState } from "./form-state.ts";

/** The form, for its fields. */
export interface FormHandle {
  readonly form: FormState;
  /** Problems by field, those of the API among them. */
  readonly problems: Problems;
  set(change: Partial<FormState>): void;
}

/** Carries the form to its fields. */
export const FormContext = createContext<FormHandle | null>(null);

/** The form that a field is in. */
export function useForm(): FormHandle {
  const handle = use(FormContext);
  if (handle === null) throw new Error("outside of a form");
  return handle;
}

type TextMember = {
  [Member in keyof FormState]: FormState[Member] extends string
    ? string extends FormState[Member]
      ? Member
      : never
    : never;
}[keyof FormState];

/** A line of text of the form. @param param the API's name for it, by which its problem is found */
export function TextField({
  member,
  param,
  label,
  hint,
  ...others
}: {
  readonly member: TextMember;
  readonly param: string;
  readonly label: string;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly type?: string;
  readonly inputMode?: "numeric" | "url";
}) {
  const { form, problems, set } = useForm();
  return (
    <Field
      {...others}
      label={label}
      {...(hint !== undefined && { hint })}
      autoComplete="off"
      spellCheck={false}
      value={form[member]}
      error={problems[param] ?? null}
      onChange={(event) => set({ [member]: event.target.value })}
    />
  );
}

/** One of few, with what it means and its problem. */
export function ChoiceField<Value extends string>({
  name,
  param,
  value,
  choices,
  hint,
  onChange,
}: {
  readonly name: string;
  readonly param: string;
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  readonly hint?: string;
  onChange(value: Value): void;
}) {
  const { problems } = useForm();
  return (
    <div className="field choice-field">
      <Select name={name} value={value} choices={choices} onChange={onChange} />
      <FieldProblem param={param} hint={hint} problems={problems} />
    </div>
  );
}

/** The problem of a field, or its hint. */
export function FieldProblem({
  param,
  hint,
  problems,
  id,
}: {
  readonly param: string;
  readonly hint?: string | undefined;
  readonly problems: Problems;
  readonly id?: string;
}) {
  const problem = problems[param];
  return (
    <div aria-live="polite" id={id}>
      {problem !== undefined ? (
        <span className="field-error" data-problem={param}>
          <Icon name="alert" size={14} /> {problem}
        </span>
      ) : (
        hint !== undefined && <span className="field-hint">{hint}</span>
      )}
    </div>
  );
}
