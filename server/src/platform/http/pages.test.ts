import { expect, test } from 'vitest';
import { readIdCursor, readNumberCursor, writeCursor } from './pages.ts';

const id = '01999d1e-0000-7000-8000-000000000001';

test('a cursor leads back to the place that it was written for', () => {
  expect([readIdCursor(writeCursor(id)), readNumberCursor(writeCursor(7))]).toEqual([id, 7]);
  expect([readIdCursor(undefined), readNumberCursor(undefined)]).toEqual([null, null]);
});

// What the database cannot read as an id would be a fault of ours and not of whoever sent it.
test.each([['-'.repeat(36)], ['a'.repeat(36)], [7], [{}]])('%j is no place among ids', (place) => {
  expect(() => readIdCursor(writeCursor(place))).toThrow('This cursor is none of ours');
});

test.each([[id], [1.5], [{}]])('%j is no place among numbers', (place) => {
  expect(() => readNumberCursor(writeCursor(place))).toThrow('This cursor is none of ours');
});
