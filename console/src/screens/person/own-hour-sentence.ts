import { t, tn } from '../../ui/language.ts';

/** In the reader's language, what the server says of it in English. Hours are of the person's own clock, 0 to 23. */
export function ownHourSentence(of: { answered: number; best_hour: number | null; is_own: boolean }): string {
  if (of.best_hour === null)
    return t(
      'There are no clicks and replies yet to tell it by (opt-outs say nothing about an hour); a text at the best hour would go at noon.',
    );
  const hour = `${String(of.best_hour).padStart(2, '0')}:00`;
  if (!of.is_own)
    return t(
      'No click or reply of theirs tells it yet. {hour} is when people of this workspace answer most.',
      {
        hour,
      },
    );
  return tn(
    of.answered,
    'After {n} answer their best hour is {hour}, smoothed toward everybody’s.',
    'After {n} answers their best hour is {hour}, smoothed toward everybody’s.',
    { hour },
  );
}
