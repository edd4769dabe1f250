import { Text, VisuallyHidden } from '@mantine/core';
import { useMe } from '../../frame/session.ts';
import { t, tn } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatClock } from '../../ui/times.ts';
import classes from './emergency.module.css';
import type { Emergency } from './emergency.ts';
import { rosterStateNames, rosterStateOf, rosterStates } from './roster-states.ts';

type CountsPanelProps = {
  emergency: Emergency;
  counts: NonNullable<Emergency['counts']>;
  shown: string | undefined;
  onShow: (state: string | undefined) => void;
};

/** How many stand where. Each count is a button wide enough for a thumb, and shows the people behind it; again, and it shows all. */
export function CountsPanel({ emergency, counts, shown, onShow }: CountsPanelProps) {
  const zone = useMe().workspace.time_zone;
  const { people, round, next_round_at, repeats } = emergency;
  const chosen = rosterStateOf(shown);
  return (
    <Panel
      title={t('Where people stand')}
      aside={<span className="numbers">{tn(people, '{n} person', '{n} people')}</span>}
    >
      <ul className={classes.counts}>
        {rosterStateNames.map((state) => {
          const [word, tone] = rosterStates[state];
          return (
            <li key={state}>
              <button
                type="button"
                className={classes.count}
                data-tone={tone}
                aria-pressed={chosen === state}
                onClick={() => onShow(chosen === state ? undefined : state)}
              >
                <span className={classes.figure}>{formatCount(counts[state])}</span>
                <span>{t(word)}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {/* Of all that ticks here it is this that a person has to hear at once. */}
      <VisuallyHidden role="status">
        {counts.needs_help > 0 && tn(counts.needs_help, '{n} person needs help.', '{n} people need help.')}
      </VisuallyHidden>
      {repeats > 0 && (
        <Text size="sm" c="dimmed" mt="sm">
          {next_round_at
            ? t('Texted {round} of {all} times; whoever is silent hears again {when}.', {
                round,
                all: repeats + 1,
                when: formatClock(next_round_at, zone),
              })
            : t('Texted {round} of {all} times; no more follow.', { round, all: repeats + 1 })}
        </Text>
      )}
    </Panel>
  );
}
