import type { SetupCheck } from '../../frame/api.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { later, t, tn } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { wordsOf } from '../../ui/words.ts';
import classes from './setup.module.css';

const looks = {
  ok: { icon: 'check', word: later('Good') },
  warning: { icon: 'warning', word: later('Look at this') },
  failed: { icon: 'failed', word: later('Wrong') },
} as const satisfies Record<SetupCheck['status'], { icon: IconName; word: string }>;

/** What the machine looks like. It reports and never blocks: a wrong clock is no reason not to begin. */
export function SetupChecks({ checks }: { checks: readonly SetupCheck[] }) {
  const isWell = checks.every(({ status }) => status === 'ok');
  return (
    <Panel title={t('This machine')} aside={t('You can go on whatever this says')}>
      {isWell ? (
        <>
          <div className={classes.check}>
            <Mark status="ok" />
            <strong>{tn(checks.length, '{n} check, and it is well', '{n} checks, and all are well')}</strong>
          </div>
          <details className={classes.details}>
            <summary>{t('Details')}</summary>
            <CheckList checks={checks} />
          </details>
        </>
      ) : (
        <CheckList checks={checks} />
      )}
    </Panel>
  );
}

function CheckList({ checks }: { checks: readonly SetupCheck[] }) {
  return (
    <ul className={classes.checks}>
      {checks.map(({ name, status, sentence }) => (
        <li key={name} className={classes.check}>
          <Mark status={status} />
          <span className="breakable">
            <strong>{wordsOf(name)}</strong>
            <br />
            {sentence}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Mark({ status }: Pick<SetupCheck, 'status'>) {
  return (
    <span className={classes.mark} data-status={status} role="img" aria-label={t(looks[status].word)}>
      <Icon name={looks[status].icon} size={16} />
    </span>
  );
}
