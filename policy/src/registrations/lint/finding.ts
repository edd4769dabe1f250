import type { FormFinding, Severity } from '../form.ts';

export interface Told {
  readonly rule: string;
  readonly severity?: Severity;
  readonly field: string;
  readonly item?: number | null;
  readonly at?: readonly [number, number];
  readonly sentence: string;
  readonly remedy: string;
}

/** An error unless said otherwise, on the field as a whole unless a place is named. */
export const finding = ({ severity = 'error', item = null, at = [0, 0], ...told }: Told): FormFinding => ({
  ...told,
  severity,
  item,
  start: at[0],
  end: at[1],
});

/** Where a pattern is first found; null where it is not. */
export function placeOf(text: string, pattern: RegExp): readonly [number, number] | null {
  const match = pattern.exec(text);
  return match ? [match.index, match.index + match[0].length] : null;
}
