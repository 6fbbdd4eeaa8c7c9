import { useConnection } from "../data/connection.ts";
import { useNow } from "../now.ts";
import { Icon } from "../ui/icon.tsx";
import { spanText } from "../ui/value/instant-text.ts";

/** Says that the API is away, and how old is what the page shows. It goes by itself. */
export function ConnectionBanner() {
  const { connection, lastAnswerAt } = useConnection();
  return (
    <div role="status">
      {connection.state !== "here" && <Lost reason={reasonOf(connection)} lastAnswerAt={lastAnswerAt} />}
    </div>
  );
}

function Lost({ reason, lastAnswerAt }: { readonly reason: string; readonly lastAnswerAt: number }) {
  useNow();
  return (
    <div className="lost">
      <Icon name="alert" />
      <strong>{reason}</strong>
      <span>
        What you see is{" "}
        <span aria-hidden="true">{spanText(Math.max(1_000, Date.now() - lastAnswerAt))} </span>old. Trying
        again by itself.
      </span>
    </div>
  );
}

function reasonOf({ state, reason }: { readonly state: string; readonly reason: string | null }): string {
  if (state === "away") return "Landfall does not answer.";
  return `Landfall is not ready: ${reason ?? "something behind it is missing"}.`;
}
