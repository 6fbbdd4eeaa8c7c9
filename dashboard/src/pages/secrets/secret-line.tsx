import "./secrets.css";
import { type ReactNode, useState } from "react";
import { Button } from "../../ui/input/button.tsx";
import { CopyButton } from "../../ui/input/copy-button.tsx";

/** A secret, masked until it is asked for. @param name what it is, such as "current secret" */
export function SecretLine({
  name,
  secret,
  children,
}: {
  readonly name: string;
  readonly secret: string;
  readonly children?: ReactNode;
}) {
  const [isShown, setShown] = useState(false);
  return (
    <div className="secret-line">
      <code>{isShown ? secret : `${secret.slice(0, 6)}${"•".repeat(16)}`}</code>
      <span className="row">
        <Button
          small
          aria-label={isShown ? `Hide the ${name}` : `Show the ${name}`}
          hint={false}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? "Hide" : "Show"}
        </Button>
        <CopyButton text={secret} label={`Copy the ${name}`} />
      </span>
      {children}
    </div>
  );
}
