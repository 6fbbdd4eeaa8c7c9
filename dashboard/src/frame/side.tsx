import { Link, useLocation } from "wouter";
import { Icon } from "../ui/icon.tsx";
import { AccountMenu } from "./account-menu.tsx";
import { Mark } from "./mark.tsx";
import { navPages } from "./routes.tsx";

/** The navigation and the account; beside the page, or in a drawer. @param onLeave called when a page was chosen */
export function Side({
  onLeave,
  onSearch,
}: {
  readonly onLeave?: () => void;
  readonly onSearch: () => void;
}) {
  const [location] = useLocation();
  return (
    <header className="side">
      <Link href="/overview" className="brand" onClick={onLeave}>
        <Mark /> Landfall
      </Link>
      <button type="button" className="side-button" onClick={onSearch}>
        <Icon name="search" /> Search
        <kbd className="end">{isApple ? "⌘K" : "Ctrl K"}</kbd>
      </button>
      <nav className="nav" aria-label="Pages">
        {navPages.map(({ path, name, icon, isFirst }) => (
          <div key={path}>
            {isFirst && <div className="group" />}
            <Link
              href={path}
              onClick={onLeave}
              aria-current={location === path || location.startsWith(`${path}/`) ? "page" : undefined}
            >
              <Icon name={icon} /> {name}
            </Link>
          </div>
        ))}
      </nav>
      <div className="grow" />
      <AccountMenu />
    </header>
  );
}

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);
