import { Button, Checkbox, Popover } from '@mantine/core';
import { useState } from 'react';
import type { Column } from '../ui/data-table.tsx';
import { t } from '../ui/language.ts';

const placeOf = (name: string) => `tidings.columns.${name}`;
const nameOf = <Row,>({ id, name }: Column<Row>) => id ?? name;

function readHidden(name: string): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(placeOf(name)) ?? '[]');
    return new Set(Array.isArray(kept) ? kept.map(String) : []);
  } catch {
    return new Set();
  }
}

/** The columns that this browser shows of a listing, and the means to choose them. The first always stands. */
export function useColumnChoice<Row>(name: string, all: readonly Column<Row>[]) {
  const [hidden, setHidden] = useState(() => readHidden(name));
  const choose = (column: string, isShown: boolean) => {
    const next = new Set(hidden);
    if (isShown) next.delete(column);
    else next.add(column);
    setHidden(next);
    localStorage.setItem(placeOf(name), JSON.stringify([...next]));
  };
  const columns = all.filter((column, index) => index === 0 || !hidden.has(nameOf(column)));
  const chooser = (
    <Popover position="bottom-end" shadow="md" trapFocus>
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
            checked={!hidden.has(nameOf(column))}
            onChange={(event) => choose(nameOf(column), event.currentTarget.checked)}
          />
        ))}
      </Popover.Dropdown>
    </Popover>
  );
  return { columns, chooser };
}
