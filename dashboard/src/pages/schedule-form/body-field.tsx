import { useId } from "react";
import type { Schedule } from "../../sdk.ts";
import { Button } from "../../ui/input/button.tsx";
import { Segments } from "../../ui/input/segments.tsx";
import { FieldProblem, useForm } from "./form-context.tsx";
import { parseJson } from "./form-request.ts";
import type { FormState } from "./form-state.ts";

const kinds = [
  { value: "json", label: "JSON" },
  { value: "text", label: "Text" },
  { value: "none", label: "None" },
] as const;

/** The body: JSON, text or nothing. @param base the schedule whose body can be kept */
export function BodyField({ base }: { readonly base: Schedule | null }) {
  const { form, set } = useForm();
  const kept = base?.has_body ? [{ value: "kept", label: "As it is" } as const] : [];
  return (
    <fieldset className="field">
      <legend className="field-label">Body</legend>
      <div>
        <Segments<FormState["bodyKind"]>
          name="Kind of body"
          value={form.bodyKind}
          choices={[...kept, ...kinds]}
          onChange={(bodyKind) => set({ bodyKind })}
        />
      </div>
      {form.bodyKind === "kept" && (
        <span className="field-hint">
          The {base?.body_bytes.toLocaleString("en")} bytes that it has stay. They cannot be read back.
        </span>
      )}
      {(form.bodyKind === "json" || form.bodyKind === "text") && (
        <BodyText isJson={form.bodyKind === "json"} />
      )}
    </fieldset>
  );
}

const mostBytes = 262_144;

function BodyText({ isJson }: { readonly isJson: boolean }) {
  const id = useId();
  const { form, problems, set } = useForm();
  const parsed = isJson && form.body.trim() !== "" ? parseJson(form.body) : null;
  const problem = parsed !== null && "problem" in parsed ? parsed.problem : problems.body;
  const bytes = new TextEncoder().encode(form.body).length;
  const format = () => {
    if (parsed !== null && "value" in parsed) set({ body: JSON.stringify(parsed.value, null, 2) });
  };
  return (
    <>
      <textarea
        className="input mono body-text"
        aria-label={isJson ? "Body as JSON" : "Body as text"}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={id}
        spellCheck={false}
        rows={Math.min(16, Math.max(4, form.body.split("\n").length + 1))}
        placeholder={isJson ? '{ "invoice": 4711 }' : "Sent as it is"}
        value={form.body}
        onChange={(event) => set({ body: event.target.value })}
      />
      <div className="spread">
        <FieldProblem
          id={id}
          param="body"
          problems={problem === undefined ? {} : { body: problem }}
          hint={
            bytes > mostBytes
              ? `${bytes.toLocaleString("en")} bytes are too many: at most ${mostBytes.toLocaleString("en")}.`
              : `${bytes.toLocaleString("en")} of ${mostBytes.toLocaleString("en")} bytes${isJson ? ", sent as application/json" : ""}`
          }
        />
        {isJson && (
          <Button
            small
            whyNot={parsed !== null && "value" in parsed ? null : "There is no JSON to format."}
            onClick={format}
          >
            Format
          </Button>
        )}
      </div>
    </>
  );
}
