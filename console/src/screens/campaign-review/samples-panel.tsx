import { useMe } from '../../frame/session.ts';
import { t, tn } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatNumber } from '../../ui/phone-numbers.ts';
import type { FlightCheck } from './flight-check.ts';
import classes from './review.module.css';

const mostShown = 8;

/** Real texts for real people, the worst first. */
export function SamplesPanel({ check: { samples } }: { check: FlightCheck }) {
  const { country } = useMe().workspace;
  if (samples.length === 0) return null;
  const shown = samples.slice(0, mostShown);
  const isOnlyLongest = shown.filter(({ why }) => why === 'longest').length === 1;
  return (
    <Panel title={t('How it reads')} aside={t('Real people, unusual ones first')}>
      {shown.map(({ why, contact, text, sentence, parts }) => (
        <div key={`${contact.id} ${why}`} className={classes.sample}>
          <strong>{contact.name ?? formatNumber(contact.number, country)}</strong>{' '}
          <span className="quiet">
            {whyWords(why, isOnlyLongest)} · {tn(parts, '{n} part', '{n} parts')}
          </span>
          <p>{text ?? sentence}</p>
        </div>
      ))}
    </Panel>
  );
}

function whyWords(why: FlightCheck['samples'][number]['why'], isOnlyLongest: boolean): string {
  switch (why) {
    case 'longest':
      return isOnlyLongest ? t('the longest') : t('one of the longest');
    case 'unwritable':
      return t('cannot be written');
    case 'missing_value':
      return t('lacks a value');
    case 'forced_ucs2':
      return t('dear because of its letters');
    case 'non_latin_name':
      return t('a name in another script');
    case 'first':
      return t('the first');
    case 'random':
      return t('by chance');
  }
}
