import { type ReactNode, useEffect, useRef } from "react";
import { Link } from "wouter";
import { Icon } from "../ui/icon.tsx";

let isFirstPage = true;

/**
 * The head of a page: where it belongs, its heading, and what can be done with all of it. Takes the focus when the page
 * changes, so that a screen reader says where one is.
 */
export function PageHead({
  title,
  mono = false,
  crumbs = [],
  badge,
  children,
}: {
  readonly title: string;
  /** True for an id. */
  readonly mono?: boolean;
  readonly crumbs?: readonly { readonly href: string; readonly name: string }[];
  readonly badge?: ReactNode;
  readonly children?: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Somebody who has already opened the search keeps the focus there.
    const isBusy = document.querySelector("[role=dialog]") !== null;
    if (!isFirstPage && !isBusy) heading.current?.focus({ preventScroll: true });
    isFirstPage = false;
  }, []);
  return (
    <header className="page-head">
      <title>{`${title} · Landfall`}</title>
      {crumbs.length > 0 && (
        <nav aria-label="Breadcrumbs" style={{ width: "100%" }}>
          <ol className="crumbs">
            {crumbs.map(({ href, name }) => (
              <li key={href}>
                <Link href={href}>{name}</Link>
                <Icon name="right" size={12} />
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className="title">
        <h1 ref={heading} tabIndex={-1} className={mono ? "mono" : undefined}>
          {title}
        </h1>
        {badge}
      </div>
      {children !== undefined && <div className="row">{children}</div>}
    </header>
  );
}
