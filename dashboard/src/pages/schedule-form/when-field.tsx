import { type RefObject, useId } from "react";
import type { WhenReading, WhenRefusal } from "../../sdk.ts";
import { Icon } from "../../ui/icon.tsx";
import { Button } from "../../ui/input/button.tsx";

const examples = ["in 2 hours", "tomorrow at 9am", "every weekday at 9", "every 15 minutes", "0 9 * * 1-5"];

/** The one field for the time: it says how a phrase is read, what had to be assumed, or how to write it. */
export function WhenField({
  text,
  reading,
  description,
  accepted,
  error,
  isKept,
  input,
  onChange,
  onAccept,
}: {
  readonly text: string;
  /** Null while nothing is typed. */
  readonly reading: WhenReading | WhenRefusal | null;
  /** The timing in words, as the API has it. */
  readonly description: string | null;
  readonly accepted: boolean;
  readonly error: string | null;
  /** True if the schedule's own timing stays. */
  readonly isKept: boolean;
  readonly input: RefObject<HTMLInputElement | null>;
  onChange(text: string): void;
  onAccept(accepted: boolean): void;
}) {
  const id = useId();
  const refusal = reading?.ok === false ? reading : null;
  const isWrong = refusal !== null || error !== null;
  return (
    <div className="field when-field">
      <label htmlFor={id}>When</label>
      <input
        ref={input}
        id={id}
        className="input when-input"
        value={text}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={200}
        placeholder="every weekday at 9"
        aria-invalid={isWrong || undefined}
        aria-describedby={`${id}-told`}
        onChange={(event) => onChange(event.target.value)}
      />
      <div id={`${id}-told`} aria-live="polite" className="when-told">
        {error !== null && <Problem text={error} />}
        {reading === null && error === null && <Examples onChoose={onChange} />}
        {refusal !== null && error === null && <Refused refusal={refusal} onChoose={onChange} />}
        {reading?.ok && (
          <span className="when-reading">
            <Icon name="check" size={14} />
            <span>
              {isKept ? "As it is: " : "Read as: "}
              <strong>{description ?? reading.description}</strong>
            </span>
          </span>
        )}
      </div>
      {reading?.ok && !isKept && reading.assumptions.length > 0 && (
        <Assumptions reading={reading} accepted={accepted} onAccept={onAccept} />
      )}
    </div>
  );
}

function Problem({ text }: { readonly text: string }) {
  return (
    <span className="field-error">
      <Icon name="alert" size={14} /> {text}
    </span>
  );
}

function Examples({ onChoose }: { onChoose(text: string): void }) {
  return (
    <span className="phrases">
      <span className="field-hint">Try</span>
      {examples.map((each) => (
        <Button key={each} small onClick={() => onChoose(each)}>
          {each}
        </Button>
      ))}
    </span>
  );
}

function Refused({ refusal, onChoose }: { readonly refusal: WhenRefusal; onChoose(text: string): void }) {
  return (
    <>
      <Problem text={refusal.message} />
      {refusal.suggestions.length > 0 && (
        <span className="phrases">
          <span className="field-hint">Did you mean</span>
          {refusal.suggestions.map((each) => (
            <Button key={each} small onClick={() => onChoose(each)}>
              {each}
            </Button>
          ))}
        </span>
      )}
    </>
  );
}

function Assumptions({
  reading,
  accepted,
  onAccept,
}: {
  readonly reading: WhenReading;
  readonly accepted: boolean;
  onAccept(accepted: boolean): void;
}) {
  return (
    <fieldset className="assumptions">
      <legend className="visually-hidden">Assumptions</legend>
      <ul>
        {reading.assumptions.map(({ code, message }) => (
          <li key={code + message}>{message}</li>
        ))}
      </ul>
      <label className="check">
        <input type="checkbox" checked={accepted} onChange={(event) => onAccept(event.target.checked)} />
        Yes, that is what I mean
      </label>
    </fieldset>
  );
}
