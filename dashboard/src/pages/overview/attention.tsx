import type { ReactNode } from "react";
import { Link } from "wouter";
import type { Overview } from "../../sdk.ts";
import { QueryState } from "../../ui/answer/query-state.tsx";
import { Icon, type IconName } from "../../ui/icon.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Instant } from "../../ui/value/instant.tsx";
import { count } from "./figures.tsx";
import { type Trouble, useTrouble } from "./use-attention.ts";

interface Item {
  readonly id: string;
  readonly icon: IconName;
  readonly tone: "warn" | "bad";
  readonly text: ReactNode;
  readonly detail: ReactNode;
  readonly href: string;
  readonly link: string;
}

const shownOfEach = 3;

/** Names the things to look at now; each line leads to where it can be mended. */
export function Attention({ overview }: { readonly overview: Overview | undefined }) {
  const query = useTrouble(overview?.needs_attention.late ?? 0);
  return (
    <Panel title="Needs attention">
      <QueryState query={query}>
        {(trouble) => {
          const items = [
            ...(overview === undefined ? [] : fromFigures(overview, trouble)),
            ...fromTrouble(trouble),
          ];
          if (items.length === 0) return <AllWell />;
          return (
            <ul className="attention">
              {items.map((item) => (
                <AttentionItem key={item.id} item={item} />
              ))}
            </ul>
          );
        }}
      </QueryState>
    </Panel>
  );
}

function AttentionItem({ item }: { readonly item: Item }) {
  return (
    <li data-tone={item.tone}>
      <Icon name={item.icon} />
      <div className="text">
        <div>{item.text}</div>
        <span className="quiet truncate">{item.detail}</span>
      </div>
      <Link href={item.href} className="nowrap">
        {item.link}
      </Link>
    </li>
  );
}

function AllWell() {
  return (
    <p className="calm-note">
      <Icon name="check" size={18} />
      Nothing: no new dead letter, no open breaker, nothing overdue.
    </p>
  );
}

function fromFigures({ needs_attention: now, at_least }: Overview, { oldestLate }: Trouble): Item[] {
  const items: Item[] = [];
  if (now.late > 0) {
    items.push({
      id: "late",
      icon: "clock",
      tone: "bad",
      text: `${count(now.late)}${at_least.includes("late") ? "+" : ""} overdue for more than a minute`,
      detail:
        oldestLate === null ? (
          "Looked for among the newest; the oldest is further back."
        ) : (
          <>
            The oldest found was due <Instant at={oldestLate.scheduled_for} />
          </>
        ),
      href: oldestLate === null ? "/deliveries?state=scheduled" : `/deliveries/${oldestLate.id}`,
      link: "See why",
    });
  }
  if (now.failed > 0) {
    items.push({
      id: "failed",
      icon: "deadLetters",
      tone: "bad",
      text: `${count(now.failed)} dead-lettered in the last 24 hours`,
      detail: `${count(now.dead)}${at_least.includes("dead") ? "+" : ""} dead letters in all`,
      href: "/dead-letters",
      link: "Look and replay",
    });
  }
  return items;
}

function fromTrouble({ openBreakers, disabled, schedules, hosts }: Trouble): Item[] {
  return [
    ...openBreakers.slice(0, shownOfEach).map(
      ({ id, name, url, breaker }): Item => ({
        id: `breaker ${id}`,
        icon: "endpoints",
        tone: "bad",
        text: `Breaker ${breaker.state === "open" ? "open" : "half open"}: ${name ?? url}`,
        detail: (
          <>
            Deliveries wait, since <Instant at={breaker.changed_at} />
          </>
        ),
        href: `/endpoints/${id}`,
        link: "Endpoint",
      }),
    ),
    ...schedules.slice(0, shownOfEach).map(
      ({ name, count: times, error, endpoint }): Item => ({
        id: `schedule ${name}`,
        icon: "schedules",
        tone: "warn",
        text: `A schedule failed ${times} times today`,
        detail: `${error ?? "no error"} · ${endpoint}`,
        href: `/schedules/${name}`,
        link: "Schedule",
      }),
    ),
    ...hosts.slice(0, shownOfEach).map(
      ({ name, count: times, error }): Item => ({
        id: `host ${name}`,
        icon: "endpoints",
        tone: "warn",
        text: `${name} failed ${times} deliveries today`,
        detail: error === null ? "No error is known." : `Mostly ${error}`,
        href: `/dead-letters?host=${encodeURIComponent(name)}`,
        link: "Its dead letters",
      }),
    ),
    ...disabled.slice(0, shownOfEach).map(
      ({ id, name, url }): Item => ({
        id: `disabled ${id}`,
        icon: "pause",
        tone: "warn",
        text: `Disabled: ${name ?? url}`,
        detail: "Its deliveries wait until it is enabled.",
        href: `/endpoints/${id}`,
        link: "Endpoint",
      }),
    ),
  ];
}
