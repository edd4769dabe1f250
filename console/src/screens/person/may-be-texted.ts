import type { ContactConsent, TimelineEntry } from '../../frame/api.ts';

type Standing = {
  programs: readonly Pick<ContactConsent['programs'][number], 'program_id' | 'status'>[];
  suppressions: readonly Pick<ContactConsent['suppressions'][number], 'brand_id' | 'is_suppressed'>[];
};

/** Whether any program is left that this person has joined and whose brand may text them. More the server judges, text by text. */
export function mayBeTexted(
  { programs, suppressions }: Standing,
  all: readonly { id: string; brand_id: string }[],
): boolean {
  const gone = new Set(suppressions.flatMap((one) => (one.is_suppressed ? [one.brand_id] : [])));
  const brandOf = new Map(all.map(({ id, brand_id }) => [id, brand_id]));
  return programs.some(
    ({ status, program_id }) => status === 'opted_in' && !gone.has(brandOf.get(program_id) ?? ''),
  );
}

export type WhyNot =
  | { kind: 'left' | 'nothing'; entry: Pick<TimelineEntry, 'kind' | 'sentence' | 'at'> | null }
  | { kind: 'pending' };

/** Why nobody may text this person, with what happened that says so; `entries` newest first. */
export function whyNotTexted(
  { programs, suppressions }: Standing,
  entries: readonly Pick<TimelineEntry, 'kind' | 'sentence' | 'at'>[],
): WhyNot {
  const newest = (...kinds: string[]) => entries.find(({ kind }) => kinds.includes(kind)) ?? null;
  if (programs.some(({ status }) => status === 'pending')) return { kind: 'pending' };
  const isOut =
    suppressions.some((one) => one.is_suppressed) || programs.some(({ status }) => status === 'opted_out');
  return isOut
    ? { kind: 'left', entry: newest('opt_out') }
    : { kind: 'nothing', entry: newest('withdrawn', 'imported') };
}
