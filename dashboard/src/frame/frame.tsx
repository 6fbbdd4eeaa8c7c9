import "./frame.css";
import { Dialog } from "@base-ui/react/dialog";
import { lazy, type ReactNode, Suspense, useMemo, useState } from "react";
import { Link } from "wouter";
import { useConnectionWatch } from "../data/connection.ts";
import { Button } from "../ui/input/button.tsx";
import { InstantPopup } from "../ui/value/instant.tsx";
import { ModeBadge } from "./account-menu.tsx";
import { ConnectionBanner } from "./connection-banner.tsx";
import { Mark } from "./mark.tsx";
import { ShortcutHelp } from "./shortcut-help.tsx";
import { Side } from "./side.tsx";
import { useShortcuts } from "./use-shortcuts.ts";

const Palette = lazy(async () => ({ default: (await import("./palette.tsx")).Palette }));

type Open = "palette" | "help" | "drawer" | null;

/** Surrounds every page: navigation, search, shortcuts, and the word about a lost connection. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const [open, setOpen] = useState<Open>(null);
  const openers = useMemo(() => ({ palette: () => setOpen("palette"), help: () => setOpen("help") }), []);
  const close = () => setOpen(null);
  useShortcuts(openers);
  useConnectionWatch();
  return (
    <div className="frame">
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <Side onSearch={openers.palette} />
      <header className="top">
        <Button kind="plain" icon="menu" aria-label="Navigation" onClick={() => setOpen("drawer")} />
        <Link href="/overview" className="brand">
          <Mark /> Landfall
        </Link>
        <span className="grow" />
        <ModeBadge />
        <Button kind="plain" icon="search" aria-label="Search" onClick={openers.palette} />
      </header>
      <div>
        <ConnectionBanner />
        <main id="main" className="main" tabIndex={-1}>
          {children}
        </main>
      </div>
      <Drawer open={open === "drawer"} onClose={close} onSearch={openers.palette} />
      <ShortcutHelp open={open === "help"} onClose={close} />
      <Suspense fallback={null}>
        {open === "palette" && <Palette onClose={close} onHelp={openers.help} />}
      </Suspense>
      <InstantPopup />
    </div>
  );
}

function Drawer({ open, onClose, onSearch }: { readonly open: boolean; onClose(): void; onSearch(): void }) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="popup drawer" aria-label="Navigation">
          <Side onLeave={onClose} onSearch={onSearch} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
