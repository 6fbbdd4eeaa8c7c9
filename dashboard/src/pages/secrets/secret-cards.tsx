import { useNow } from "../../now.ts";
import type { SigningSecrets } from "../../sdk.ts";
import { EmptyState } from "../../ui/answer/empty-state.tsx";
import { Instant } from "../../ui/value/instant.tsx";
import { Badge } from "../../ui/value/state.tsx";
import { countdownText } from "./countdown-text.ts";
import { SecretLine } from "./secret-line.tsx";

const overlapMs = 24 * 3_600_000;

/** The secrets in the order of their lives: previous, current, next. */
export function SecretCards({ secrets: { current, next, previous } }: { readonly secrets: SigningSecrets }) {
  if (current === null) {
    return (
      <EmptyState icon="secrets" title="Deliveries are not signed">
        <p>Receivers cannot tell who sends them. Make secrets, and give them to the receivers.</p>
      </EmptyState>
    );
  }
  return (
    <ul>
      {previous !== null && (
        <li className="secret-card">
          <h3>
            Previous <Badge tone="warn">signs too</Badge>
          </h3>
          <SecretLine name="previous secret" secret={previous.secret} />
          <Overlap until={previous.expires_at} />
        </li>
      )}
      <li className="secret-card">
        <h3>
          Current{" "}
          <Badge tone="good" icon="check">
            signs
          </Badge>
        </h3>
        <SecretLine name="current secret" secret={current.secret} />
        <span className="quiet small">
          Made <Instant at={current.created_at} />
        </span>
      </li>
      {next !== null && (
        <li className="secret-card">
          <h3>
            Next <Badge>signs from the next rotation on</Badge>
          </h3>
          <SecretLine name="next secret" secret={next.secret} />
          <span className="quiet small">
            Made <Instant at={next.created_at} />. Give it to the receivers before you rotate.
          </span>
        </li>
      )}
    </ul>
  );
}

function Overlap({ until }: { readonly until: string }) {
  const leftMs = Math.max(0, Date.parse(until) - useNow());
  return (
    <>
      <progress
        className="overlap-bar"
        max={overlapMs}
        value={leftMs}
        aria-label="What is left of the overlap"
      />
      <span className="small quiet">
        {leftMs === 0 ? (
          "Its overlap is over."
        ) : (
          <>
            Ends in <strong>{countdownText(leftMs)}</strong>, at <Instant at={until} show="time" />. Receivers
            must know the current one by then.
          </>
        )}
      </span>
    </>
  );
}
