import type { SetupCheck } from '../../frame/api.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { later, t } from '../../ui/language.ts';
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
  return (
    <Panel title={t('This machine')} aside={t('You can go on whatever this says')}>
      <ul className={classes.checks}>
        {checks.map(({ name, status, sentence }) => (
          <li key={name} className={classes.check}>
            <span className={classes.mark} data-status={status} role="img" aria-label={t(looks[status].word)}>
              <Icon name={looks[status].icon} size={16} />
            </span>
            <span>
              <strong>{wordsOf(name)}</strong>
              <br />
              {sentence}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
