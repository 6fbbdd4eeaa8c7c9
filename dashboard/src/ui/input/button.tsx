import "./button.css";
import type { ComponentProps, ReactNode } from "react";
import { Icon, type IconName } from "../icon.tsx";
import { Tooltip } from "../popup/tooltip.tsx";

/** Members of a button. */
export interface ButtonProps extends Omit<ComponentProps<"button">, "children"> {
  readonly kind?: "primary" | "danger" | "plain" | undefined;
  readonly icon?: IconName | undefined;
  readonly small?: boolean | undefined;
  /** Why it cannot be used now; it stays focusable, so that everybody can read the reason. Null: it can. */
  readonly whyNot?: string | null | undefined;
  /** False leaves the tooltip out: in a dialog it would take the first Escape for itself. */
  readonly hint?: boolean;
  readonly children?: ReactNode;
}

/** A button. One without text needs an `aria-label`, which is also its tooltip. */
export function Button({
  kind,
  icon,
  small,
  whyNot = null,
  hint = true,
  children,
  onClick,
  ...others
}: ButtonProps) {
  const button = (
    <button
      type="button"
      {...others}
      className={["button", others.className ?? ""].join(" ").trim()}
      data-kind={kind}
      data-small={small || undefined}
      data-icon-only={children === undefined || undefined}
      aria-disabled={whyNot !== null || undefined}
      onClick={whyNot === null ? onClick : (event) => event.preventDefault()}
    >
      {icon !== undefined && <Icon name={icon} size={small ? 14 : 16} />}
      {children}
    </button>
  );
  const text = whyNot ?? (hint && children === undefined ? others["aria-label"] : undefined);
  return text === undefined ? button : <Tooltip text={text} trigger={button} describe={whyNot !== null} />;
}
