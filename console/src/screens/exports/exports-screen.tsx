import { getRouteApi } from '@tanstack/react-router';
import { RangeChoice, useRange } from '../../frame/range-choice.tsx';
import { useMe } from '../../frame/session.ts';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { addressOfExport, type Format, formats } from './export-address.ts';

const route = getRouteApi('/_shell/reports/exports');

/** Rows to take along: texts, clicks, replies and purchases of the chosen days, as files. */
export function ExportsScreen() {
  const { days, format: asked } = route.useSearch();
  const navigate = route.useNavigate();
  const format: Format = formats.find((one) => one === asked) ?? 'csv';
  const range = useRange(days);
  const zone = useMe().workspace.time_zone;
  const show = (change: Record<string, string>) =>
    void navigate({ search: { ...(days ? { days } : {}), format, ...change }, replace: true });
  const sets = [
    { name: 'texts', label: t('Texts'), says: t('Every text, what became of it and what came of it.') },
    { name: 'clicks', label: t('Clicks'), says: t('Every opening of a link, and who counts as a program.') },
    { name: 'replies', label: t('Replies'), says: t('Everything that people wrote back.') },
    { name: 'conversions', label: t('Purchases'), says: t('Every share of a text in a purchase.') },
  ] as const;
  return (
    <Page
      title={t('Exports')}
      lead={t(
        'A file of every row. It is written while it is fetched, so a million of them take no longer to begin.',
      )}
    >
      <div className="filters">
        <RangeChoice days={days} onChoose={(next) => show({ days: next })} />
        <ChoiceRow
          label={t('As what')}
          value={format}
          onChoose={(next) => show({ format: next })}
          choices={[
            { value: 'csv', label: t('CSV for spreadsheets') },
            { value: 'ndjson', label: t('A line of JSON each') },
            { value: 'parquet', label: 'Parquet' },
          ]}
        />
      </div>
      <DataTable
        caption={t('Files to take along')}
        rows={sets}
        keyOf={({ name }) => name}
        columns={[
          { name: t('What'), cell: ({ label }) => <strong>{label}</strong> },
          { name: t('What stands in it'), cell: ({ says }) => says },
          {
            name: t('File'),
            cell: ({ name, label }) => (
              <a
                href={addressOfExport(name, format, range, zone)}
                download
                aria-label={t('Download {name}', { name: label })}
              >
                {t('Download')}
              </a>
            ),
          },
        ]}
      />
    </Page>
  );
}
