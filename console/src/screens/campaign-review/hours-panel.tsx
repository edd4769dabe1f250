import { DataTable } from '../../ui/data-table.tsx';
import { t } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import { cityOf, formatMomentIn } from '../../ui/times.ts';
import type { FlightCheck } from './flight-check.ts';

/** Where on the page it says who waits, by which rule and until when. */
export const hoursPlace = 'hours';

/**
 * Who gets it at once, and who waits until when because it is too early or too late where they are. Hours of people in one
 * zone are those of their own clock; `zone` is for the others.
 */
export function HoursPanel({ check, zone }: { check: FlightCheck; zone: string }) {
  if (check.hours.length === 0) return null;
  const { schedule } = check;
  return (
    <Panel title={t('When people get it')} aside={schedule ? t('By its schedule') : t('Launched now')}>
      <div className="stack" id={hoursPlace}>
        {schedule?.sentences.map((sentence) => (
          <p key={sentence} className="quiet">
            {sentence}
          </p>
        ))}
        <DataTable
          caption={t('People by where they may be')}
          rows={check.hours}
          keyOf={({ jurisdictions, zones, decision, until, planned_from: from }) =>
            `${jurisdictions.join()} ${zones.join()} ${decision} ${until} ${from}`
          }
          columns={[
            {
              name: t('Where'),
              cell: ({ jurisdictions, zones }) => (
                <>
                  {zones.map(cityOf).join(', ') || t('nobody knows')}
                  <div className="quiet">{jurisdictions.join(' ')}</div>
                </>
              ),
            },
            {
              name: t('When'),
              cell: ({ decision, until, planned_from: from, zones }) => {
                const theirs = zones.length === 1 ? (zones[0] ?? zone) : zone;
                if (decision === 'allow') return schedule ? formatMomentIn(from, theirs) : t('At once');
                if (decision === 'drop') return t('Never');
                return until
                  ? t('From {when}', { when: formatMomentIn(until, theirs) })
                  : t('Nobody can say yet');
              },
            },
            { name: t('People'), isNumber: true, cell: ({ people }) => formatCount(people) },
          ]}
        />
        {check.departures.length > 1 && <Rules departures={check.departures} />}
      </div>
    </Panel>
  );
}

/** Who waits or is left out by which rule, down to those whose text goes at once. It adds up. */
function Rules({ departures }: Pick<FlightCheck, 'departures'>) {
  return (
    <DataTable
      caption={t('By which rule')}
      rows={departures}
      keyOf={({ line }) => line}
      columns={[
        { name: t('By which rule'), cell: ({ label }) => label },
        {
          name: t('People'),
          isNumber: true,
          cell: ({ count }) => formatCount(count),
        },
      ]}
    />
  );
}
