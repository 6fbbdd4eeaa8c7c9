import { useMutation } from "@tanstack/react-query";
import type { Endpoint, EndpointTest } from "../../sdk.ts";
import { useAccount } from "../../session/account.tsx";
import { ErrorState } from "../../ui/answer/error-state.tsx";
import { Button } from "../../ui/input/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { CodeBlock } from "../../ui/value/code-block.tsx";
import { Instant } from "../../ui/value/instant.tsx";
import { spanText } from "../../ui/value/instant-text.ts";
import { Badge } from "../../ui/value/state.tsx";
import { mendText } from "../delivery/verdict.ts";

/** Sends one signed request now, and shows what came back. */
export function TestPanel({ endpoint: { id } }: { readonly endpoint: Endpoint }) {
  const { landfall, whyNot } = useAccount();
  const test = useMutation({ mutationFn: () => landfall.endpoints.test(id) });
  return (
    <Panel
      title="Test"
      actions={
        <Button
          small
          icon="send"
          whyNot={whyNot("write")}
          aria-busy={test.isPending}
          onClick={() => test.mutate()}
        >
          {test.isPending ? "Sending…" : "Send a test"}
        </Button>
      }
    >
      <div className="panel-body test-answer" aria-live="polite">
        {test.error !== null && <ErrorState error={test.error} />}
        {test.data === undefined ? (
          test.error === null && (
            <p className="quiet">
              One request now, signed, with the profile’s headers and the body{" "}
              <code>{'{"type":"test"}'}</code>. It is no delivery and is not tried again; it works while the
              profile is disabled.
            </p>
          )
        ) : (
          <Answer answer={test.data} />
        )}
      </div>
    </Panel>
  );
}

function Answer({ answer }: { readonly answer: EndpointTest }) {
  const { succeeded, status_code, error, duration_ms, started_at, response_snippet } = answer;
  const refused = status_code === 401 || status_code === 403;
  return (
    <>
      <div className="row">
        <Badge tone={succeeded ? "good" : "bad"} icon={succeeded ? "check" : "alert"}>
          {succeeded ? "Accepted" : "Not accepted"}
        </Badge>
        <strong>
          {[status_code !== null && `HTTP ${status_code}`, error?.message].filter(Boolean).join(" · ")}
        </strong>
        <span className="quiet small">
          took {spanText(duration_ms)}, <Instant at={started_at} show="relative" />
        </span>
      </div>
      <p className="quiet small">
        {succeeded
          ? "A receiver that verifies signatures took this one."
          : refused
            ? "The receiver refused it: most often its secret is another one, or a header is missing."
            : `To mend it: ${mendText({ last_error: error, last_status_code: status_code })}.`}
      </p>
      {response_snippet !== null && response_snippet !== "" && (
        <CodeBlock label="Answer to the test" text={response_snippet} />
      )}
    </>
  );
}
