const paths = {
  overview: "M4 19V11M10 19V5M16 19v-6M22 19H2",
  schedules: "M12 7v5l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18",
  deliveries: "M4 12h15M13 6l6 6-6 6",
  deadLetters: "M4 6h16v12H4zM4 7l8 6 8-6",
  endpoints: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18",
  logs: "M5 6h14M5 12h14M5 18h9",
  keys: "M14 10a4 4 0 1 0-3.5 4l2 2H15v2h2v2h3v-3l-6.2-6.2M8.5 8.5h.01",
  secrets: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  system: "M4 5h16v6H4zM4 13h16v6H4zM7.5 8h.01M7.5 16h.01",
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14M16 16l4 4",
  check: "M5 12.5l4.5 4.5L19 7.5",
  cross: "M6 6l12 12M18 6L6 18",
  alert: "M12 4L2.5 20h19zM12 10v4M12 17h.01",
  copy: "M9 9h10v11H9zM5 15V4h10",
  down: "M6 9l6 6 6-6",
  right: "M9 6l6 6-6 6",
  menu: "M4 6h16M4 12h16M4 18h16",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M5 19l1.4-1.4M17.6 6.4L19 5",
  moon: "M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.500 10.500",
  monitor: "M3 5h18v11H3zM9 20h6M12 16v4",
  retry: "M4 12a8 8 0 0 1 14-5.300L20 9M20 4v5h-5M20 12a8 8 0 0 1-14 5.300L4 15M4 20v-5h5",
  pause: "M9 6v12M15 6v12",
  play: "M8 5l11 7-11 7z",
  edit: "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  skip: "M5 6l7 6-7 6zM14 6l7 6-7 6z",
  clock: "M12 7v5l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18",
  send: "M21 3L10 14M21 3l-7 18-4-7-7-4z",
  plus: "M12 5v14M5 12h14",
  ban: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M6 6l12 12",
  table: "M4 5h16v14H4zM4 10h16M10 5v14",
  chart: "M4 18l5-6 4 3 7-9",
  help: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M9.500 9.500a2.500 2.500 0 1 1 3.500 2.300c-.8.400-1 .9-1 1.700M12 16.500h.01",
  out: "M14 4h5v16h-5M4 12h10M10 8l4 4-4 4",
  link: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
} as const;

/** Names of the icons. */
export type IconName = keyof typeof paths;

/** A line drawing beside a text that says the same; hidden from screen readers. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.9"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
