import { t } from '../ui/language.ts';
import { describeClock, useRehearsalClock } from './rehearsal-clock.ts';
import classes from './shell.module.css';

/** Stands over every page of a rehearsal, so that nobody ever wonders whether a real phone rings. */
export function RehearsalBanner({ zone }: { zone: string }) {
  const running = useRehearsalClock(true);
  return (
    <aside className={classes.banner} aria-label={t('Rehearsal')}>
      <strong>{t('Rehearsal: no real phone is contacted')}</strong>
      {running && (
        <time className="numbers" dateTime={new Date(running.nowMs).toISOString()}>
          {describeClock(running.nowMs, running.clock, zone)}
        </time>
      )}
    </aside>
  );
}

/** The same before anybody is signed in, when the clock may not be asked for. */
export function QuietBanner() {
  return (
    <aside className={classes.banner} aria-label={t('Rehearsal')}>
      <strong>{t('Rehearsal: no real phone is contacted')}</strong>
    </aside>
  );
}
