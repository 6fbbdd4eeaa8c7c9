import { CSPProvider } from "@base-ui/react/csp-provider";
import { Tooltip } from "@base-ui/react/tooltip";
import { QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { Redirect, Route, Router, Switch, useLocation } from "wouter";
import { newQueryClient } from "./data/query-client.ts";
import { Frame } from "./frame/frame.tsx";
import { NoSuchPage, PageBoundary } from "./frame/page-boundary.tsx";
import { navPages, objectPages } from "./frame/routes.tsx";
import { AccountProvider } from "./session/account.tsx";
import { SessionProvider, useSession } from "./session/session.tsx";
import { SignInPage } from "./session/sign-in.tsx";
import { useHasNotices } from "./ui/popup/notices.ts";

const Toasts = lazy(() => import("./ui/popup/toast.tsx").then((toast) => ({ default: toast.Toasts })));

/** The console. */
export function App() {
  return (
    <CSPProvider disableStyleElements>
      <SessionProvider>
        <Tooltip.Provider delay={300}>
          <Router base="/console">
            <SignedInOrNot />
          </Router>
          <Notices />
        </Tooltip.Provider>
      </SessionProvider>
    </CSPProvider>
  );
}

function Notices() {
  return useHasNotices() ? (
    <Suspense>
      <Toasts />
    </Suspense>
  ) : null;
}

function SignedInOrNot() {
  const [current] = useSession().keys;
  return current === undefined ? <SignInPage /> : <SignedIn key={current.key} apiKey={current.key} />;
}

/** Everything that one key sees; another key starts anew. */
function SignedIn({ apiKey }: { readonly apiKey: string }) {
  const [queries] = useState(newQueryClient);
  return (
    <QueryClientProvider client={queries}>
      <AccountProvider apiKey={apiKey}>
        <Frame>
          <Pages />
        </Frame>
      </AccountProvider>
    </QueryClientProvider>
  );
}

function Pages() {
  const [location] = useLocation();
  return (
    <div className="page">
      <PageBoundary key={location}>
        <Suspense fallback={<div className="page-loading" role="status" aria-label="Loading" />}>
          <Switch>
            {[...objectPages, ...navPages].map(({ path, Page }) => (
              <Route key={path} path={path}>
                <Page />
              </Route>
            ))}
            <Route path="/">
              <Redirect to="/overview" replace />
            </Route>
            <Route>
              <NoSuchPage />
            </Route>
          </Switch>
        </Suspense>
      </PageBoundary>
    </div>
  );
}
