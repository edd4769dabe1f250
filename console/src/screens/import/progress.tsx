import { Text } from '@mantine/core';
import { importWords } from '../../ui/import-state.tsx';
import { t, tn } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import type { Import } from './draft.ts';
import classes from './import.module.css';

/** How far it is. One may leave the page: it goes on by itself. */
export function Progress({ found }: { found: Import }) {
  const { rows_done, bytes_done, bytes_total } = found.progress;
  const share = bytes_total === 0 ? 0 : Math.min(1, bytes_done / bytes_total);
  return (
    <Panel title={`${importWords(found.status)} …`} aside={t('You may leave this page; it goes on.')}>
      <div
        className={classes.track}
        role="progressbar"
        aria-label={importWords(found.status)}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
      >
        <span style={{ inlineSize: `${share * 100}%` }} />
      </div>
      <Text className="numbers" mt="xs" c="dimmed">
        {tn(rows_done, '{n} row so far', '{n} rows so far')}
      </Text>
    </Panel>
  );
}
