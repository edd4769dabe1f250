import { Fragment } from 'react';
import { diffWords } from './diff.ts';
import classes from './differences.module.css';
import { t } from './language.ts';

export type Difference = { label: string; theirs: string; mine: string };

/** What differs between what stands there now and what somebody has typed, field by field, word by word. */
export function Differences({ rows }: { rows: readonly Difference[] }) {
  const changed = rows.filter(({ theirs, mine }) => theirs !== mine);
  if (changed.length === 0) return <p className="quiet">{t('Both say the same.')}</p>;
  return (
    <dl className={classes.list}>
      {changed.map(({ label, theirs, mine }) => (
        <div key={label}>
          <dt className={classes.label}>{label}</dt>
          <dd className={classes.words}>
            {diffWords(theirs, mine).map(({ kind, text }, place) => {
              // Parts are told apart by their place alone: the same words may come twice.
              const key = `${place} ${kind}`;
              if (kind === 'gone') return <del key={key}>{text}</del>;
              if (kind === 'new') return <ins key={key}>{text}</ins>;
              return <Fragment key={key}>{text}</Fragment>;
            })}
          </dd>
        </div>
      ))}
    </dl>
  );
}
