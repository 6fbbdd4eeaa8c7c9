import "../popup/popup.css";
import { type ComponentProps, type ReactNode, useId } from "react";
import { Icon } from "../icon.tsx";

/** Members of a field. */
export interface FieldProps extends ComponentProps<"input"> {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** Shown instead of the hint, and read out when it appears. */
  readonly error?: string | null | undefined;
}

/** A labelled line of text. */
export function Field({ label, hint, error = null, ...input }: FieldProps) {
  const id = useId();
  const told = error !== null || hint !== undefined;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        id={id}
        className={`input ${input.className ?? ""}`.trim()}
        aria-invalid={error !== null || undefined}
        aria-describedby={told ? `${id}-told` : undefined}
      />
      <div id={`${id}-told`} aria-live="polite">
        {error !== null ? (
          <span className="field-error">
            <Icon name="alert" size={14} /> {error}
          </span>
        ) : (
          hint !== undefined && <span className="field-hint">{hint}</span>
        )}
      </div>
    </div>
  );
}
