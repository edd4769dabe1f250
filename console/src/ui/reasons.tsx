import type { ReactNode } from 'react';
import { Icon, type IconName } from './icons.tsx';
import classes from './reasons.module.css';
import type { Tone } from './state-badge.tsx';

export type Reason = {
  id: string;
  icon: IconName;
  tone: Tone;
  /** What happened, in a few words. */
  title: string;
  /** Why, in a sentence. */
  sentence: string;
  at: ReactNode;
  more?: ReactNode;
};

/** What happened and why, in order of time: consent, each hold, each text, each stop. */
export function Reasons({ reasons, label }: { reasons: readonly Reason[]; label: string }) {
  return (
    <ol className={classes.list} aria-label={label}>
      {reasons.map((reason) => (
        <li key={reason.id} className={classes.item}>
          <span className={classes.mark} data-tone={reason.tone}>
            <Icon name={reason.icon} size={16} />
          </span>
          <div className={classes.words}>
            <div className={classes.head}>
              <strong>{reason.title}</strong>
              <span className={`${classes.at} numbers`}>{reason.at}</span>
            </div>
            <p className={`${classes.sentence} breakable`}>{reason.sentence}</p>
            {reason.more && <div className={classes.more}>{reason.more}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
