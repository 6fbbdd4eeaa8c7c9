import { Combobox } from "../../ui/input/combobox.tsx";
import { Segments } from "../../ui/input/segments.tsx";
import { Select } from "../../ui/input/select.tsx";
import { useEndpoints } from "../schedules/use-endpoints.ts";
import { FieldProblem, TextField, useForm } from "./form-context.tsx";
import { methods } from "./form-state.ts";

/** Where it goes: a URL or an endpoint profile, and the method. */
export function DestinationField() {
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
  const { form, problems, set } = useForm();
  const endpoints = useEndpoints();
  const choices = endpoints.map(({ id, name, url }) => ({
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
