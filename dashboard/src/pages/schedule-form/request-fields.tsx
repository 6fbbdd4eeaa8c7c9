import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import type { Schedule } from "../../sdk.ts";
import { useLandfall } from "../../session/account.tsx";
import { Button } from "../../ui/button.tsx";
import { Combobox } from "../../ui/combobox.tsx";
import { Segments } from "../../ui/segments.tsx";
import { Select } from "../../ui/select.tsx";
import { FieldProblem, TextField, useForm } from "./form-context.tsx";
import { parseJson } from "./form-request.ts";
import { type FormState, methods } from "./form-state.ts";
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

function DestinationField() {
  const { form, problems, set } = useForm();
  return (
    <fieldset className="field">
      <legend className="field-label">Destination</legend>
      <div className="row">
        <Segments
          name="Kind of destination"
          value={form.to}
          choices={[
            { value: "url", label: "URL" },
            { value: "profile", label: "Endpoint" },
          ]}
          onChange={(to) => set({ to })}
        />
        <Select
          name="Method"
          value={form.method}
          choices={methods.map((value) => ({ value, label: value }))}
          onChange={(method) => set({ method })}
        />
      </div>
      {form.to === "url" ? (
        <TextField
          member="endpoint"
          param="endpoint"
          label="URL"
          inputMode="url"
          placeholder="https://example.com/hooks/invoice"
        />
      ) : (
        <ProfileField />
      )}
      <FieldProblem param="method" problems={problems} />
    </fieldset>
  );
}

function ProfileField() {
  const landfall = useLandfall();
  const { form, problems, set } = useForm();
  const { data } = useQuery({
    queryKey: ["endpoints", "choices"],
    queryFn: ({ signal }) => landfall.endpoints.list({ limit: 100 }, { signal }).take(1_000),
  });
  const choices = (data ?? []).map(({ id, name, url }) => ({
    value: id,
    label: name === null ? url : `${name} · ${url}`,
  }));
  const isThere = choices.some(({ value }) => value === form.endpointId);
  const others =
    form.endpointId === null || isThere ? [] : [{ value: form.endpointId, label: form.endpointId }];
  return (
    <div className="field">
      <Combobox
        name="Endpoint"
        value={form.endpointId}
        choices={[...others, ...choices]}
        none="choose one"
        empty="No endpoint has this name or address."
        onChange={(endpointId) => set({ endpointId })}
      />
      <FieldProblem
        param="endpoint_id"
        problems={problems}
        hint="The schedule follows its address, headers, limits and secret."
      />
    </div>
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

const kinds = [
  { value: "json", label: "JSON" },
  { value: "text", label: "Text" },
  { value: "none", label: "None" },
] as const;

function BodyField({ base }: { readonly base: Schedule | null }) {
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
