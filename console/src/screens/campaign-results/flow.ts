import type { CampaignReport } from '../../frame/api.ts';
import type { FlowColumn, FlowNode } from '../../ui/charts/flow.ts';
import { t } from '../../ui/language.ts';
import { progressParts } from '../../ui/progress-parts.ts';

const tones = {
  delivered: 'good',
  accepted: 'calm',
  queued: 'quiet',
  held: 'warn',
  suppressed: 'quiet',
  failed: 'bad',
  unknown: 'odd',
} as const;

// More would be a picture of hairs: what is small is told together.
const mostReasons = 5;

/** Who was chosen; who of them gets it, and why the others do not; and what became of those texts. */
export function flowOf({
  waterfall,
  progress,
}: Pick<CampaignReport, 'waterfall' | 'progress'>): FlowColumn[] {
  // The last sum is who receives it; what stands above the sum before it is about the file and not about people.
  const sums = waterfall.flatMap(({ sign }, place) => (sign === '=' ? [place] : []));
  const end = sums.at(-1);
  if (end === undefined) return [];
  const begin = sums.at(-2) ?? -1;
  const gone = waterfall.slice(begin + 1, end).filter(({ sign, count }) => sign === '-' && count > 0);
  const will = waterfall[end]?.count ?? 0;
  const chosen = will + gone.reduce((sum, { count }) => sum + count, 0);
  const parts = progressParts(progress).map(
    ({ name, label, count }): FlowNode => ({ key: name, name: label, count, tone: tones[name] }),
  );
  return [
    [{ key: 'chosen', name: t('Chosen'), count: chosen, tone: 'calm' }],
    [{ key: 'will', name: t('Get it'), count: will, tone: 'calm' }, ...together(gone)],
    // What becomes of them is known once there are texts.
    ...(progress.recipients > 0 ? [parts] : []),
  ];
}

function together(gone: readonly { line: string; label: string; count: number }[]): FlowNode[] {
  const sorted = gone.toSorted((one, other) => other.count - one.count);
  const node = ({ line, label, count }: (typeof gone)[number]): FlowNode => ({
    key: line,
    name: label,
    count,
    tone: 'quiet',
  });
  if (sorted.length <= mostReasons) return sorted.map(node);
  const rest = sorted.slice(mostReasons - 1);
  return [
    ...sorted.slice(0, mostReasons - 1).map(node),
    {
      key: 'rest',
      name: t('For other reasons'),
      count: rest.reduce((sum, { count }) => sum + count, 0),
      tone: 'quiet',
    },
  ];
}
