import type { EChartsOption } from 'echarts';

export const tones = ['calm', 'good', 'warn', 'bad', 'quiet', 'odd'] as const;
export type Tone = (typeof tones)[number];

/** The colours and letters of the page where a picture stands, and how wide it is. Read anew when light becomes dark. */
export type Ink = {
  readonly tone: Readonly<Record<Tone, string>>;
  /** The hue of heat: from hardly any to the strongest on which the letters of the page can still be read. */
  readonly heat: readonly [least: string, most: string];
  readonly text: string;
  readonly quiet: string;
  readonly card: string;
  readonly sunken: string;
  readonly line: string;
  readonly strongLine: string;
  readonly font: string;
  readonly width: number;
};

const parts: Readonly<Record<Tone, string>> = {
  calm: '--part-accepted',
  good: '--part-delivered',
  warn: '--part-held',
  bad: '--part-failed',
  quiet: '--part-suppressed',
  odd: '--part-unknown',
};

type Mix = (from: string, to: string, share: number) => string;

export function readInk(element: Element, width: number, mix: Mix): Ink {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const [card, heat] = [colour('--card'), colour('--heat')];
  return {
    tone: Object.fromEntries(tones.map((tone) => [tone, colour(parts[tone])])) as Record<Tone, string>,
    heat: [mix(card, heat, 0.12), mix(card, heat, 0.46)],
    text: colour('--mantine-color-text'),
    quiet: colour('--mantine-color-dimmed'),
    ...{ card, sunken: colour('--sunken'), line: colour('--line'), strongLine: colour('--line-strong') },
    font: style.fontFamily,
    width,
  };
}

/** What all pictures have in common: nothing moves, and what follows the pointer looks like a card of the page. */
export const quietOption = (ink: Ink, label: string): EChartsOption => ({
  animation: false,
  stateAnimation: { duration: 0 },
  aria: { enabled: true, label: { description: label } },
  textStyle: { fontFamily: ink.font, color: ink.text },
  tooltip: {
    ...{ confine: true, transitionDuration: 0 },
    ...{ backgroundColor: ink.card, borderColor: ink.strongLine, borderWidth: 1, padding: [6, 10] },
    textStyle: { color: ink.text, fontFamily: ink.font, fontSize: 13 },
  },
});

/** Letters at an axis. */
export const axisLetters = (ink: Ink) => ({ color: ink.quiet, fontSize: 12, fontFamily: ink.font });
