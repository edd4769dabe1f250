import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { findKeptHour, keepHour, type WeekHour } from '../../frame/kept-hour.ts';
import { useMay, useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { weekdayName } from './hours-figure.tsx';

/** Lets new schedules begin with the best hour, or with none again. Whoever schedules may still choose any. */
export function UseHour({ best }: { best: WeekHour | null }) {
  const { id } = useMe().workspace;
  const mayLaunch = useMay('campaigns.launch');
  const [kept, setKept] = useState(() => findKeptHour(id));
  const choose = (hour: WeekHour | null) => {
    keepHour(id, hour);
    setKept(hour);
  };
  if (!mayLaunch) return null;
  const isKept = best !== null && kept?.weekday === best.weekday && kept.hour === best.hour;
  return (
    <Group gap="xs">
      {best !== null && !isKept && (
        <Button variant="default" onClick={() => choose({ weekday: best.weekday, hour: best.hour })}>
          {t('Use {hour} for new schedules', { hour: wordsOf(best) })}
        </Button>
      )}
      {kept !== null && (
        <>
          <Text size="sm" role="status">
            {t('In this browser new schedules begin with {hour} on the clock of each person.', {
              hour: wordsOf(kept),
            })}
          </Text>
          <Button variant="subtle" onClick={() => choose(null)}>
            {t('Begin with no hour')}
          </Button>
        </>
      )}
    </Group>
  );
}

const wordsOf = ({ weekday, hour }: WeekHour) =>
  `${weekdayName(weekday, 'short')} ${String(hour).padStart(2, '0')}:00`;
