import { NativeSelect } from '@mantine/core';
import { DataTable } from '../../ui/data-table.tsx';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import type { Draft, Import } from './draft.ts';
import classes from './import.module.css';

type ColumnsStepProps = { found: Import; draft: Draft; onChange: (part: Partial<Draft>) => void };

/** What each column was taken for, with values from the file; every guess can be put right. */
export function ColumnsStep({ found, draft, onChange }: ColumnsStepProps) {
  if (found.columns.length === 0)
    return <Empty title={t('No columns were found')}>{t('Is there a column of phone numbers in it?')}</Empty>;
  return (
    <Panel title={t('What the columns hold')} aside={t('Correct what was taken for something else')}>
      <DataTable
        caption={t('Columns of the file')}
        rows={found.columns}
        keyOf={({ name }) => name}
        columns={[
          {
            name: t('Column'),
            cell: ({ name, samples }) => (
              <>
                <strong className="breakable">{name}</strong>
                <div className={classes.samples}>{samples.slice(0, 3).join(' · ')}</div>
              </>
            ),
          },
          {
            name: t('Taken for'),
            cell: ({ name, taken_for }) => (
              <NativeSelect
                aria-label={t('What the column {name} holds', { name })}
                value={draft.mapping[name] ?? taken_for}
                data={targetChoices(taken_for)}
                onChange={(event) =>
                  onChange({ mapping: { ...draft.mapping, [name]: event.currentTarget.value } })
                }
              />
            ),
          },
          {
            name: t('How sure'),
            cell: ({ confidence }) =>
              confidence >= 0.8 ? (
                <StateBadge tone="good">{t('Sure')}</StateBadge>
              ) : (
                <StateBadge tone="warn">{t('Look at this')}</StateBadge>
              ),
          },
        ]}
      />
    </Panel>
  );
}

function targetChoices(own: string): { value: string; label: string }[] {
  const known = [
    { value: 'number', label: t('Phone number') },
    { value: 'other_number', label: t('Another number') },
    { value: 'first_name', label: t('First name') },
    { value: 'last_name', label: t('Last name') },
    { value: 'full_name', label: t('Whole name') },
    { value: 'email', label: t('E-mail') },
    { value: 'country', label: t('Country') },
    { value: 'region', label: t('State or region') },
    { value: 'time_zone', label: t('Time zone') },
    { value: 'status', label: t('Status (subscribed, opted out …)') },
    { value: 'opted_out', label: t('Opted out: yes or no') },
    { value: 'consent', label: t('Consent: yes or no') },
    { value: 'consent_date', label: t('Day of the consent') },
    { value: 'consent_source', label: t('Where the consent came from') },
    { value: 'tracking', label: t('Whether clicks may be kept') },
    { value: 'tags', label: t('Tags') },
    { value: 'skip', label: t('Leave it out') },
  ];
  if (known.some(({ value }) => value === own)) return known;
  return [{ value: own, label: t('Field of your own: {name}', { name: own }) }, ...known];
}
