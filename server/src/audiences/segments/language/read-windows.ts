import { type Unit, units, type Window, type YearlyWindow } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { isDay } from './days.ts';

const mostUnits = 10_000;

/** Whether a stretch of time begins here. */
export function isWindowAhead(cursor: Cursor): boolean {
  if (cursor.isWord('in')) return cursor.isWordAt(1, 'the', 'last', 'next', 'month');
  return cursor.isWord('last', 'next', 'more', 'between', 'before', 'since', 'after', 'on', 'today');
}

export function readWindow(cursor: Cursor): Window {
  if (cursor.takeWord('today')) return { when: 'today' };
  if (cursor.takeWord('before')) return { when: 'before', date: readDate(cursor) };
  if (cursor.takeWord('since', 'after')) return { when: 'since', date: readDate(cursor) };
  if (cursor.takeWord('on')) {
    const date = readDate(cursor);
    return { when: 'between', from: date, to: date };
  }
  if (cursor.takeWord('more')) {
    cursor.needWord('than');
    const over = readCount(cursor);
    cursor.needWord('ago');
    return { when: 'over', ...over };
  }
  if (cursor.takeWord('between')) return readBetween(cursor);
  return readRolling(cursor);
}

function readRolling(cursor: Cursor): Window {
  if (cursor.takeWord('in')) cursor.takeWord('the');
  const when = cursor.takeWord('last') ? 'last' : cursor.takeWord('next') ? 'next' : undefined;
  if (when === undefined)
    throw cursor.refuse(
      'segment.bad_window',
      'Say a time here, such as: in the last 30 days; since 2026-01-31; more than 90 days ago; between 7 and 30 days ago.',
    );
  return { when, ...readCount(cursor) };
}

function readBetween(cursor: Cursor): Window {
  const begin = cursor.peek();
  if (begin.kind === 'date') {
    const from = readDate(cursor);
    cursor.needWord('and');
    const to = readDate(cursor);
    if (to < from)
      throw cursor.refuseAt(begin, 'segment.empty_window', 'The second day is before the first.');
    return { when: 'between', from, to };
  }
  const from = cursor.needWhole(0, mostUnits);
  cursor.needWord('and');
  const { count: to, unit } = readCount(cursor);
  cursor.needWord('ago');
  if (to < from)
    throw cursor.refuseAt(
      begin,
      'segment.empty_window',
      'Name the nearer time first: between 7 and 30 days ago.',
    );
  return { when: 'ago', from, to, unit };
}

export function readYearly(cursor: Cursor): YearlyWindow {
  if (cursor.takeWord('today')) return { when: 'today' };
  const begin = cursor.peek();
  if (cursor.isWord('in') && cursor.isWordAt(1, 'month')) {
    cursor.next();
    cursor.next();
    return { when: 'month', month: cursor.needWhole(1, 12) };
  }
  const window = readRolling(cursor);
  if (
    (window.when === 'last' || window.when === 'next') &&
    (window.unit === 'days' || window.unit === 'weeks')
  ) {
    const { when, count, unit } = window;
    if (count <= (unit === 'weeks' ? 52 : 366)) return { when, count, unit };
  }
  throw cursor.refuseAt(
    begin,
    'segment.bad_anniversary',
    'An anniversary is asked for in days or weeks of one year: anniversary in the next 7 days, today, or in month 5.',
  );
}

function readCount(cursor: Cursor): { count: number; unit: Unit } {
  const count = cursor.needWhole(0, mostUnits);
  const token = cursor.next();
  const word = token.text.toLowerCase();
  const unit = units.find((one) => one === word || one === `${word}s`);
  if (token.kind === 'word' && unit) return { count, unit };
  throw cursor.refuseAt(token, 'segment.bad_unit', `Say of what: ${units.join(', ')}.`);
}

function readDate(cursor: Cursor): string {
  const token = cursor.next();
  if (token.kind === 'date' && isDay(token.text)) return token.text;
  throw cursor.refuseAt(token, 'segment.bad_date', 'Write a day of the calendar, as 2026-01-31.');
}
