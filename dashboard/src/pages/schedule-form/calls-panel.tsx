import { useState } from "react";
import type { CreateScheduleRequest } from "../../sdk.ts";
import { Tabs } from "../../ui/input/tabs.tsx";
import { Panel } from "../../ui/panel.tsx";
import { CodeBlock } from "../../ui/value/code-block.tsx";
import { type Calls, callsOf, type Deed } from "./calls.ts";

const languages = [
  { value: "curl", label: "curl" },
  { value: "sdk", label: "SDK" },
  { value: "sched", label: "sched" },
] as const satisfies readonly { value: keyof Calls; label: string }[];

const names: Readonly<Record<keyof Calls, string>> = {
  curl: "curl command",
  sdk: "call of the SDK",
  sched: "sched command",
};

/** The calls that do what a submit would do, to be copied. */
export function CallsPanel({
  deed,
  request,
}: {
  readonly deed: Deed;
  readonly request: CreateScheduleRequest;
}) {
  const [language, setLanguage] = useState<keyof Calls>("curl");
  const calls = callsOf(deed, request, location.origin);
  return (
    <Panel title="The same from elsewhere">
      <div className="panel-body">
        <Tabs<keyof Calls> name="Language" value={language} choices={languages} onChange={setLanguage}>
          <CodeBlock text={calls[language]} label={names[language]} />
          <p className="field-hint calls-hint">
            Put a key with the scope “write” into the variable <code>SCHED_API_KEY</code>
            {language === "sched" && (
              <>
                , and this address into <code>SCHED_API_URL</code>
              </>
            )}
            .
          </p>
        </Tabs>
      </div>
    </Panel>
  );
}
