import { Checkbox, Table } from '@mantine/core';
import { type CSSProperties, type ReactNode, useMemo, useRef } from 'react';
import classes from './data-table.module.css';
import { t } from './language.ts';
import { useRowWindow } from './row-window.ts';
import { Term } from './term.tsx';
import type { TermName } from './terms.ts';
import { useCards } from './use-cards.ts';

export type Column<Row> = {
  name: string;
  /** By which a choice of columns is kept; its name unless told, which differs by language. */
  id?: string;
  /** Shown to whoever asks for it, where there is a choice of columns. */
  isExtra?: boolean;
  cell: (row: Row) => ReactNode;
  /** Numbers stand at the end of their column, so that digits line up. */
  isNumber?: boolean;
  /** Sentences, which nobody reads in a column of one word a line. */
  isProse?: boolean;
  /** No more than a mark, such as one to tick. */
  isMark?: boolean;
  /** Of the field: its heading says what it means. */
  term?: TermName;
};

/** Which rows are chosen, by their keys, for something that is done to all of them. */
export type Selection = { chosen: ReadonlySet<string>; onChoose: (chosen: ReadonlySet<string>) => void };

type DataTableProps<Row> = {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  selection?: Selection;
};

/**
 * A listing. Where there is no room for its columns each row becomes a small card whose cells carry their column's name. Of a long
 * one only the rows in view are drawn, so that a hundred thousand scroll like a hundred.
 */
export function DataTable<Row>({ caption, columns, rows, keyOf, selection }: DataTableProps<Row>) {
  const room = useRef<HTMLDivElement>(null);
  const table = useRef<HTMLTableElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const actions = t('Actions');
  const shape = `${columns.map(({ name }) => name).join('|')} ${rows.length > 0}`;
  const isCards = useCards({ table, room, shape, leastPx: leastPxOf(columns, selection !== undefined) });
  const shown = useRowWindow(body, rows.length);
  const { from, until, rowPx } = shown ?? { from: 0, until: rows.length, rowPx: 0 };
  return (
    <div ref={room} className={classes.whole}>
      <Table
        ref={table}
        className={classes.table}
        verticalSpacing="sm"
        highlightOnHover
        data-cards={isCards || undefined}
        {...(shown ? { 'aria-rowcount': rows.length + 1 } : {})}
      >
        <caption className={classes.caption}>{caption}</caption>
        <Table.Thead>
          <Table.Tr>
            {selection && (
              <Table.Th className={classes.choice} scope="col">
                <ChooseAll rows={rows} keyOf={keyOf} selection={selection} />
              </Table.Th>
            )}
            {columns.map((column) => (
              <Table.Th
                key={column.name}
                scope="col"
                data-number={column.isNumber || undefined}
                data-actions={column.name === actions || undefined}
              >
                {column.term ? <Term name={column.term}>{column.name}</Term> : column.name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody ref={body}>
          <Room px={from * rowPx} />
          {rows.slice(from, until).map((row, place) => (
            <Table.Tr key={keyOf(row)} data-row {...(shown ? { 'aria-rowindex': from + place + 2 } : {})}>
              {selection && (
                <Table.Td className={classes.choice}>
                  <ChooseOne id={keyOf(row)} selection={selection} />
                </Table.Td>
              )}
              {columns.map((column, index) => (
                <Table.Td
                  key={column.name}
                  data-first={isName(column, index) || undefined}
                  data-label={isName(column, index) ? undefined : column.name}
                  data-number={column.isNumber || undefined}
                  data-prose={column.isProse || undefined}
                  data-actions={column.name === actions || undefined}
                >
                  <Value>{column.cell(row)}</Value>
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
          <Room px={(rows.length - until) * rowPx} />
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** What comes first names its row, and needs no label on a card; a number alone, such as that of a version, does. */
const isName = ({ isNumber = false }: { isNumber?: boolean }, index: number) => index === 0 && !isNumber;

// What a column needs before its words stand one below the other; less, and cards are easier to read.
const [textPx, prosePx, numberPx, markPx, choicePx] = [132, 208, 84, 64, 44];

type Kind = Pick<Column<never>, 'isNumber' | 'isProse' | 'isMark'>;

const leastPxOfOne = ({ isNumber, isProse, isMark }: Kind): number =>
  isNumber ? numberPx : isProse ? prosePx : isMark ? markPx : textPx;

const leastPxOf = (columns: readonly Kind[], hasChoice: boolean): number =>
  columns.reduce((sum, column) => sum + leastPxOfOne(column), hasChoice ? choicePx : 0);

// Words that are short enough to stand in one line whatever stands beside them: a time, a number, a name.
const mostUnbroken = 24;

/** What a cell says. Nothing is said with a dash, so that nobody wonders whether it is still to come. */
function Value({ children }: { children: ReactNode }) {
  const isNothing = children === null || children === undefined || children === '' || children === false;
  const isShort = typeof children === 'string' && children.length <= mostUnbroken;
  return (
    <div className={classes.value} data-short={isShort || undefined}>
      {isNothing ? '–' : children}
    </div>
  );
}

/** In place of rows that are not drawn. */
function Room({ px }: { px: number }) {
  if (px <= 0) return null;
  const style: CSSProperties = { height: px };
  return <tr className={classes.room} style={style} />;
}

type ChooseAllProps<Row> = Pick<DataTableProps<Row>, 'rows' | 'keyOf'> & { selection: Selection };

/** Of a hundred thousand rows it is asked once, not with every row that scrolls in. */
function ChooseAll<Row>({ rows, keyOf, selection }: ChooseAllProps<Row>) {
  const { chosen } = selection;
  const keys = useMemo(() => rows.map(keyOf), [rows, keyOf]);
  const count = useMemo(
    () => (chosen.size === 0 ? 0 : keys.filter((key) => chosen.has(key)).length),
    [keys, chosen],
  );
  return (
    <Checkbox
      aria-label={t('Choose all rows that are shown')}
      checked={count > 0 && count === keys.length}
      indeterminate={count > 0 && count < keys.length}
      onChange={(event) => selection.onChoose(new Set(event.currentTarget.checked ? keys : []))}
    />
  );
}

function ChooseOne({ id, selection }: { id: string; selection: Selection }) {
  return (
    <Checkbox
      aria-label={t('Choose this row')}
      data-choose
      checked={selection.chosen.has(id)}
      onChange={(event) => {
        const chosen = new Set(selection.chosen);
        if (event.currentTarget.checked) chosen.add(id);
        else chosen.delete(id);
        selection.onChoose(chosen);
      }}
    />
  );
}
