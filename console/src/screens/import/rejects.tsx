import { Anchor } from '@mantine/core';
import { pages } from '../../frame/call.ts';
import { PagedListing } from '../../frame/listing.tsx';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import type { Import } from './draft.ts';
import classes from './import.module.css';

/** The rows that became nobody, as they stood in the file; the file of them can be mended and uploaded again. */
export function Rejects({ found }: { found: Import }) {
  const count = (found.counts.invalid ?? 0) + (found.counts.duplicates ?? 0);
  if (count === 0) return null;
  return (
    <Panel
      title={t('Rows left out')}
      aside={
        <Anchor href={`/v1/imports/${encodeURIComponent(found.id)}/errors.csv`} download>
          {t('Download as CSV')}
        </Anchor>
      }
    >
      <PagedListing
        query={pages('/v1/imports/{id}/rejects', { path: { id: found.id }, query: { limit: 25 } })}
        what={t('the rows left out')}
        caption={t('Rows left out')}
        keyOf={({ line, code }) => `${line} ${code}`}
        columns={[
          { name: t('Row'), isNumber: true, cell: ({ line }) => String(line) },
          { name: t('Why'), cell: ({ sentence }) => sentence },
          {
            name: t('What stands in it'),
            cell: ({ row }) => <span className={classes.samples}>{row.join(' · ')}</span>,
          },
        ]}
        empty={null}
      />
    </Panel>
  );
}
