import "./error-state.css";
import { isLandfallError, type LandfallError } from "../../sdk.ts";
import { Icon } from "../icon.tsx";
import { Button } from "../input/button.tsx";

/** Says what failed, what to do about it, and what to give to whoever looks into it. */
export function ErrorState({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const known = isLandfallError(error) ? error : null;
  const message = error instanceof Error ? error.message : String(error);
  return (
    <div className="error-state" role="alert">
      <Icon name="alert" size={18} />
      <div className="body">
        <strong>{known === null ? "Something went wrong in the console." : message}</strong>
        <span>{known === null ? message : adviceOf(known)}</span>
        {known !== null && (
          <span className="quiet">
            Code <code>{known.code}</code>
            {known.requestId !== null && (
              <>
                {" "}
                · request <code>{known.requestId}</code>
              </>
            )}
          </span>
        )}
        {onRetry !== undefined && (
          <div className="row">
            <Button small icon="retry" onClick={onRetry}>
              Try again
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}

function adviceOf({ status, name, code }: LandfallError): string {
  if (status === null)
    return "The API did not answer. Check that Landfall runs and that this address reaches it.";
  switch (name) {
    case "AuthenticationError":
      return "The key was revoked or is wrong. Sign out, and in with another.";
    case "PermissionError":
      return "Sign in with a key that has this scope, or ask who gives out keys.";
    case "NotFoundError":
      return "It does not exist in this project and mode, or its retention is over.";
    case "ConflictError":
      return code === "version_mismatch"
        ? "Somebody changed it meanwhile. Load it again and repeat your change."
        : "Its state does not allow this now. Load it again to see its state.";
    case "RateLimitError":
      return "Too many requests for the moment; it goes on by itself.";
    case "InvalidRequestError":
      return "Correct what the message names, and try again.";
    default:
      return "It may pass by itself. If it stays, look for the request in the gateway’s log.";
  }
}
