import { useState } from "react";
import type { IssuedApiKey } from "../../sdk.ts";
import { areRemembered } from "../../session/known-keys.ts";
import { useSession } from "../../session/session.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Button } from "../../ui/input/button.tsx";
import { Dialog } from "../../ui/popup/dialog.tsx";
import { CodeBlock } from "../../ui/value/code-block.tsx";

/** Shows the text of a key, once; neither Escape nor a click beside it closes it. */
export function IssuedDialog({
  issued,
  goOnWithIt,
  onClose,
}: {
  readonly issued: IssuedApiKey;
  /** True if it replaces the key that one is signed in with. */
  readonly goOnWithIt: boolean;
  onClose(): void;
}) {
  const [kept, setKept] = useState(false);
  const { signIn } = useSession();
  const done = () => {
    onClose();
    if (goOnWithIt) void signIn(issued.key, areRemembered());
  };
  return (
    <Dialog open guarded title={`Key “${issued.name}”`} onClose={onClose}>
      <p className="once">
        <Icon name="alert" />
        Copy it now: it is shown this once, and nobody can read it again.
      </p>
      <CodeBlock label="API key" text={issued.key} />
      <label className="check">
        <input type="checkbox" checked={kept} onChange={(event) => setKept(event.target.checked)} />I have put
        it where I can find it
      </label>
      <div className="dialog-foot">
        <Button
          kind="primary"
          whyNot={kept ? null : "First say that you have it: it cannot be shown again."}
          onClick={done}
        >
          Done
        </Button>
      </div>
    </Dialog>
  );
}
