import { formatDay } from './times.ts';

/** What stands on a phone: a text that came, or a reply that was typed. */
export type Bubble = {
  id: string;
  direction: 'received' | 'typed';
  body: string;
  at: string;
  /** What is known of it beyond the words: "not confirmed by the carrier", "did not arrive". */
  note?: string | null;
};

export type BubbleDay = { day: string; bubbles: Bubble[] };

/** The conversation in order of time, cut at each midnight of the zone. */
export function byDay(bubbles: readonly Bubble[], zone: string): BubbleDay[] {
  const days: BubbleDay[] = [];
  for (const bubble of bubbles.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    const day = formatDay(bubble.at, zone);
    const last = days.at(-1);
    if (last?.day === day) last.bubbles.push(bubble);
    else days.push({ day, bubbles: [bubble] });
  }
  return days;
}
