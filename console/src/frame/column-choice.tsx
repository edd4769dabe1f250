import { Button, Checkbox, Popover } from '@mantine/core';
import { useState } from 'react';
import type { Column } from '../ui/data-table.tsx';
import { t } from '../ui/language.ts';

const placeOf = (name: string) => `tidings.columns.${name}`;
const nameOf = <Row,>({ id, name }: Column<Row>) => id ?? name;

/** What somebody has chosen otherwise than it comes: true for shown. */
function readChoices(name: string): Readonly<Record<string, boolean>> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(placeOf(name)) ?? '{}');
    return typeof kept === 'object' && kept !== null ? (kept as Record<string, boolean>) : {};
  } catch {
    return {};
  }
}

/** The columns that this browser shows of a listing, and the means to choose them. The first always stands. */
export function useColumnChoice<Row>(name: string, all: readonly Column<Row>[]) {
  const [choices, setChoices] = useState(() => readChoices(name));
  const isShown = (column: Column<Row>) => choices[nameOf(column)] ?? !column.isExtra;
  const choose = (column: Column<Row>, shown: boolean) => {
    const next = { ...choices, [nameOf(column)]: shown };
    setChoices(next);
    localStorage.setItem(placeOf(name), JSON.stringify(next));
  };
  const columns = all.filter((column, index) => index === 0 || isShown(column));
  const chooser = (
    <Popover position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <Button size="xs" variant="default">
          {t('Columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('Columns')}>
        {all.slice(1).map((column) => (
          <Checkbox
            key={nameOf(column)}
            mb={6}
            label={column.name}
            checked={isShown(column)}
            onChange={(event) => choose(column, event.currentTarget.checked)}
          />
        ))}
      </Popover.Dropdown>
    </Popover>
  );
  return { columns, chooser };
}
