import { addSeals, noSeals } from '../../platform/sealed-column.ts';
import type { Answer } from '../checks.ts';
import type { ColumnCounts } from './sealed-columns.ts';

const values = (count: number) => (count === 1 ? '1 value' : `${count} values`);
const sumOf = (columns: readonly ColumnCounts[]) => columns.reduce(addSeals, noSeals);
const list = (columns: readonly ColumnCounts[], kind: 'older' | 'lost') =>
  columns
    .filter((one) => one[kind] > 0)
    .map((one) => `${one.name} (${one[kind]})`)
    .join(', ');

/** True when every value is sealed with the present key now. */
export const isWholeReseal = (columns: readonly ColumnCounts[]): boolean =>
  columns.every(({ lost, changed }) => lost === 0 && changed === 0);

/** What `reseal` answers: a line for each place, and one that says what follows. */
export function describeReseal(columns: readonly ColumnCounts[]): string[] {
  const lines = columns.map(({ name, older, present, lost, changed }) =>
    [
      `${name.padEnd(36)} ${older} sealed anew, ${present} of the present key already`,
      ...(lost > 0 ? [`${lost} that no key opens`] : []),
      ...(changed > 0 ? [`${changed} changed meanwhile`] : []),
    ].join(', '),
  );
  const { lost, changed } = sumOf(columns);
  const ends = [
    ...(lost > 0
      ? [
          `No key that was given opens ${values(lost)}: ${list(columns, 'lost')}. They were left as they are; add the key they were sealed with to TIDINGS_OLD_SECRET_KEYS and run this again, or enter them anew.`,
        ]
      : []),
    ...(changed > 0 ? [`While this ran, ${values(changed)} changed. Run it again.`] : []),
  ];
  if (ends.length > 0) return [...lines, ...ends];
  return [
    ...lines,
    'Everything sealed is sealed with the present key. Before you take the older keys away, read what else hangs on them: docs/guides/running.md, “Changing the secret key”.',
  ];
}

/** What doctor says where older keys are given. */
export function judgeSeals(columns: readonly ColumnCounts[]): Answer {
  const { older, lost } = sumOf(columns);
  if (lost > 0)
    return {
      status: 'failed',
      sentence: `No key that was given opens ${values(lost)}: ${list(columns, 'lost')}. Add the key they were sealed with to TIDINGS_OLD_SECRET_KEYS, or enter them anew.`,
    };
  if (older > 0)
    return {
      status: 'warning',
      sentence: `${older === 1 ? '1 value still needs' : `${older} values still need`} an older key: ${list(columns, 'older')}. \`sh tools/run server/src/main.ts reseal\` seals them with the present one.`,
    };
  return {
    status: 'ok',
    sentence:
      'No sealed value needs an older key; links and hashes may (docs/guides/running.md, “Changing the secret key”).',
  };
}
