import { textableOf } from '../../frame/textable.ts';
import { t } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import type { Import } from './draft.ts';
import classes from './import.module.css';

/** Three sums over one file that end in the same number of people: nobody gets lost between two lines. */
export function Bills({ counts }: Pick<Import, 'counts'>) {
  const of = (name: string) => counts[name] ?? 0;
  const weak = of('weak_consent');
  const people: Line = ['=', of('people'), t('people')];
  return (
    <div className={classes.bills}>
      <Bill
        lines={[
          ['+', of('rows'), t('rows in the file')],
          ['−', of('invalid'), t('without a usable number')],
          ['−', of('duplicates'), t('repeated within the file')],
          people,
        ]}
      />
      <Bill
        lines={[
          ['+', of('created'), t('new')],
          ['+', of('updated'), t('known, with something new')],
          ['+', of('unchanged'), t('known, nothing new')],
          people,
        ]}
      />
      <Bill
        lines={[
          ['+', textableOf(counts), t('may be texted: consent on record')],
          ...(weak > 0
            ? [
                [
                  '+',
                  weak,
                  t('agreed, but what shows it is not enough for texts of the program: they leave them out'),
                ] as const,
              ]
            : []),
          ['+', of('without_consent'), t('without recorded consent: kept, not texted')],
          ['+', of('opted_out'), t('opted out by this file')],
          ['+', of('already_opted_out'), t('had opted out before: stay so')],
          people,
        ]}
      />
    </div>
  );
}

type Line = readonly [sign: string, count: number, label: string];

function Bill({ lines }: { lines: readonly Line[] }) {
  return (
    <dl className={`${classes.bill} numbers`}>
      {lines.map(([sign, count, label]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {sign} {formatCount(count)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
