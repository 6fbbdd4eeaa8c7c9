import { localZone } from "../../ui/value/instant-text.ts";
import { ChoiceField, FieldProblem, TextField, useForm } from "./form-context.tsx";
import { RetryFields } from "./retry-fields.tsx";

/** Limits and policies, which most schedules leave as they are. @param isNew false: an idempotency key makes no sense */
export function AdvancedFields({ isNew }: { readonly isNew: boolean }) {
  return (
    <>
      <RetryFields />
      <fieldset className="field-group">
        <legend>Time limits</legend>
        <TextField
          member="timeout"
          param="timeout"
          label="Timeout of an attempt"
          placeholder="30s"
          hint="From 1s to 5m."
        />
        <TextField
          member="ttl"
          param="ttl"
          label="Give up after"
          placeholder="never"
          hint="A delivery that is not settled this long after it was due expires."
        />
      </fieldset>
      <BoundFields />
      <PolicyFields />
      {isNew && (
        <fieldset className="field-group">
          <legend>Safe to repeat</legend>
          <TextField
            member="idempotencyKey"
            param="idempotency_key"
            label="Idempotency key"
            hint="The same key and request make one schedule, however often they are sent."
          />
        </fieldset>
      )}
    </>
  );
}

function BoundFields() {
  return (
    <fieldset className="field-group">
      <legend>Bounds of a recurring schedule</legend>
      <TextField
        member="startsAt"
        param="starts_at"
        type="datetime-local"
        label="Not before"
        hint={`Your local time, ${localZone}.`}
      />
      <TextField
        member="endsAt"
        param="ends_at"
        type="datetime-local"
        label="Not after"
        hint={`Your local time, ${localZone}.`}
      />
      <TextField
        member="maxRuns"
        param="max_runs"
        inputMode="numeric"
        label="Complete after so many runs"
        placeholder="no limit"
        hint="What was skipped or canceled is no run."
      />
    </fieldset>
  );
}

const misfires = [
  { value: "once", label: "send the newest" },
  { value: "all", label: "send all" },
  { value: "skip", label: "send none" },
] as const;
const overlaps = [
  { value: "allow", label: "send all the same" },
  { value: "skip", label: "skip it" },
  { value: "buffer_one", label: "hold one back" },
] as const;
const gaps = [
  { value: "end", label: "at the end of the gap" },
  { value: "skip", label: "not at all" },
  { value: "shift", label: "later by the gap" },
] as const;
const doubles = [
  { value: "first", label: "the first time" },
  { value: "second", label: "the second time" },
  { value: "both", label: "both times" },
] as const;

function PolicyFields() {
  const { form, problems, set } = useForm();
  return (
    <fieldset className="field-group">
      <legend>Policies</legend>
      <ChoiceField
        name="Misfire"
        param="misfire"
        value={form.misfire}
        choices={misfires}
        hint="What becomes of occurrences that fell due while nothing ran."
        onChange={(misfire) => set({ misfire })}
      />
      <TextField
        member="misfireGrace"
        param="misfire.grace"
        label="Misfire grace"
        placeholder="1m"
        hint="Those that are less late are sent in any case."
      />
      {form.misfire === "all" && (
        <TextField
          member="misfireMax"
          param="misfire.max"
          inputMode="numeric"
          label="At most so many"
          placeholder="100"
        />
      )}
      <ChoiceField
        name="Overlap"
        param="overlap"
        value={form.overlap}
        choices={overlaps}
        hint="When an earlier occurrence is not settled yet."
        onChange={(overlap) => set({ overlap })}
      />
      <ChoiceField
        name="Left-out hour"
        param="dst"
        value={form.dstGap}
        choices={gaps}
        hint="A time that the clocks jump over in spring."
        onChange={(dstGap) => set({ dstGap })}
      />
      <ChoiceField
        name="Doubled hour"
        param="dst.overlap"
        value={form.dstOverlap}
        choices={doubles}
        hint="A time that comes twice in autumn."
        onChange={(dstOverlap) => set({ dstOverlap })}
      />
      <div className="field">
        <label className="check">
          <input
            type="checkbox"
            checked={form.earlyFire}
            onChange={(event) => set({ earlyFire: event.target.checked })}
          />
          A first attempt may go out up to 300 ms early
        </label>
        <FieldProblem param="early_fire" problems={problems} />
      </div>
    </fieldset>
  );
}
