import { useState } from "react";
import { Button } from "./button.tsx";

const shownMs = 1_500;

/** Copies a text, and says that it did. */
export function CopyButton({ text, label = "Copy" }: { readonly text: string; readonly label?: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () => {
    void navigator.clipboard.writeText(text).then(() => {
      setCopied(true);
      setTimeout(() => setCopied(false), shownMs);
    });
  };
  return (
    <>
      <Button
        kind="plain"
        small
        icon={copied ? "check" : "copy"}
        aria-label={copied ? "Copied" : label}
        onClick={copy}
      />
      <span className="visually-hidden" aria-live="polite">
        {copied ? "Copied" : ""}
      </span>
    </>
  );
}
