/**
 * The few pictures of the console, drawn here so that no icon package is loaded. All are decoration: the name of a
 * control always stands in text or in its label.
 */
const paths = {
  campaigns: 'M3 11.5 20 4l-4.5 16-4-6.5zM11.5 13.5 20 4',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20a6.5 6.5 0 0 1 13 0M16 4.3a3.5 3.5 0 0 1 0 6.4M18 14.2a6.5 6.5 0 0 1 3.5 5.8',
  handset: 'M8 2.5h8a2 2 0 0 1 2 2v15a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2v-15a2 2 0 0 1 2-2zM11 18.5h2',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2v2.5M12 19.5V22M4.9 4.9l1.8 1.8M17.3 17.3l1.8 1.8M2 12h2.5M19.5 12H22M4.9 19.1l1.8-1.8M17.3 6.7l1.8-1.8',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z',
  auto: 'M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 21 21',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  warning: 'M12 3.5 22 20.5H2zM12 10v4.5M12 17.5v.2',
  failed: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9 9l6 6M15 9l-6 6',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.2l3.5 2',
  barred: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM5.7 5.7l12.6 12.6',
  reply: 'M9 6 3.5 11.5 9 17M3.5 11.5H14a6 6 0 0 1 6 6V19',
  text: 'M5 4.5h14a1.5 1.5 0 0 1 1.5 1.5v9.5A1.5 1.5 0 0 1 19 17h-8l-5 4v-4H5a1.5 1.5 0 0 1-1.5-1.5V6A1.5 1.5 0 0 1 5 4.5z',
  out: 'M14 4h5.5v16H14M3.5 12H15M7.5 8l-4 4 4 4',
  into: 'M10 4H4.5v16H10M9 12h11.5M16.5 8l4 4-4 4',
  import: 'M12 3.5v11M7.5 10.5 12 15l4.5-4.5M4 20.5h16',
  chevron: 'm9 5 7 7-7 7',
  home: 'M3.5 11 12 4l8.5 7M6 9.5V20h12V9.5M10 20v-6h4v6',
  content: 'M6 3.5h9L19 8v12.5H6zM14.5 3.5V8.5H19M9 12.5h7M9 16h7',
  compliance: 'M12 3 4.5 6v5.5c0 4.5 3 7.8 7.5 9.5 4.5-1.7 7.5-5 7.5-9.5V6zM8.5 12l2.5 2.5 4.5-5',
  senders: 'M5 17a9 9 0 0 1 0-11M19 6a9 9 0 0 1 0 11M8 14.5a5 5 0 0 1 0-6M16 8.5a5 5 0 0 1 0 6M12 11.5v9',
  developers: 'm8 7-5 5 5 5M16 7l5 5-5 5M13.5 5l-3 14',
  settings:
    'M12 15.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM12 2.8v2.7M12 18.5v2.7M4 7.4l2.3 1.3M17.7 15.3l2.3 1.3M4 16.6l2.3-1.3M17.7 8.7 20 7.4',
  reports: 'M4 20.5h16M6.5 17v-5M12 17V6M17.5 17V9.5',
  question:
    'M9 9a3 3 0 1 1 4.2 2.75c-.75.35-1.2.9-1.2 1.75v.5M12 17.5v.2M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z',
  account:
    'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 12.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM6.3 18.6a6.4 6.4 0 0 1 11.4 0',
  more: 'M5.5 11.5v1M5 12h1M12 11.5v1M11.5 12h1M18.5 11.5v1M18 12h1',
  plus: 'M12 5v14M5 12h14',
  keyboard: 'M3 6.5h18v11H3zM6.5 10h.01M10 10h.01M13.5 10h.01M17 10h.01M8 14h8',
  stop: 'M8 3.5h8L20.5 8v8L16 20.5H8L3.5 16V8zM9 12h6',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l1.5 2h-15zM10 21.5h4',
  language:
    'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3.2 12h17.6M12 3c5 5.5 5 12.5 0 18M12 3c-5 5.5-5 12.5 0 18',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      style={{ flex: 'none' }}
    >
      <path d={paths[name]} />
    </svg>
  );
}
