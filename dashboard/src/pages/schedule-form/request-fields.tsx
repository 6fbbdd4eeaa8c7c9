import type { Schedule } from "../../sdk.ts";
import { Button } from "../../ui/input/button.tsx";
import { BodyField } from "./body-field.tsx";
import { DestinationField } from "./destination-field.tsx";
import { TextField, useForm } from "./form-context.tsx";
import { PairsField } from "./pairs-field.tsx";

/** Where it goes, and what is sent. @param base the schedule that is edited or cloned */
export function RequestFields({ base }: { readonly base: Schedule | null }) {
  const { form, set } = useForm();
  return (
    <>
      <DestinationField />
      <HeadersField base={base} />
      <BodyField base={base} />
      <TextField
        member="name"
        param="name"
        label="Name"
        hint="For people: lists show it, and the search finds it."
        placeholder="Nightly invoice run"
      />
      <PairsField
        label="Metadata"
        param="metadata"
        noun="pair"
        pairs={form.metadata}
        hint="Your own names and values; lists can be filtered by them."
        onChange={(metadata) => set({ metadata })}
      />
    </>
  );
}

function HeadersField({ base }: { readonly base: Schedule | null }) {
  const { form, set } = useForm();
  if (form.headers !== null) {
    return (
      <PairsField
        label="Headers"
        param="headers"
        noun="header"
        pairs={form.headers}
        hint="Sent with every attempt. Values can be written, never read."
        onChange={(headers) => set({ headers })}
      />
    );
  }
  return (
    <fieldset className="field">
      <legend className="field-label">Headers</legend>
      <div className="row">
        <span className="mono">{base?.header_keys.join(", ")}</span>
        <Button
          small
          onClick={() => set({ headers: base?.header_keys.map((name) => ({ name, value: "" })) ?? [] })}
        >
          Replace headers
        </Button>
      </div>
      <span className="field-hint">They stay as they are. Their values cannot be read back.</span>
    </fieldset>
  );
}
