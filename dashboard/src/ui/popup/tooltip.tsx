import "./tooltip.css";
import { Tooltip as Base } from "@base-ui/react/tooltip";
import { type ReactElement, useId } from "react";

/** A short text beside an element, on hover and focus. `describe`: it also tells a screen reader more. */
export function Tooltip({
  text,
  trigger,
  describe = false,
}: {
  readonly text: string;
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly describe?: boolean;
}) {
  const id = useId();
  return (
    <Base.Root>
      <Base.Trigger render={trigger} closeOnClick={!describe} {...(describe && { "aria-describedby": id })} />
      {describe && (
        <span id={id} className="visually-hidden">
          {text}
        </span>
      )}
      <Base.Portal>
        <Base.Positioner className="tooltip-positioner" sideOffset={6} collisionPadding={8}>
          <Base.Popup className="tooltip">{text}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
