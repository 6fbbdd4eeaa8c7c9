import { Combobox } from "../../ui/input/combobox.tsx";
import { localZone } from "../../ui/value/instant-text.ts";
import { FieldProblem, useForm } from "./form-context.tsx";

/** Names that `Intl` has by an old spelling only, or not at all. */
const more = ["UTC", "Asia/Kolkata", "Europe/Kyiv"];

const zones = [...new Set([localZone, ...more, ...Intl.supportedValuesOf("timeZone")])];

/** The zone in which a phrase without one is read. */
export function ZoneField({ hint }: { readonly hint: string }) {
  const { form, problems, set } = useForm();
  const names = zones.includes(form.zone) ? zones : [form.zone, ...zones];
  return (
    <div className="field">
      <Combobox
        name="Time zone"
        value={form.zone}
        choices={names.map((value) => ({ value, label: value === localZone ? `${value} (here)` : value }))}
        empty="No zone has this name."
        onChange={(zone) => zone !== null && set({ zone })}
      />
      <FieldProblem param="timezone" problems={problems} hint={hint} />
    </div>
  );
}
