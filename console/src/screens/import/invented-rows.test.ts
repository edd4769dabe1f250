import { expect, it } from 'vitest';
import { inventedRows } from './invented-rows.ts';

it('invents a dozen people with numbers of the country that are nobody’s', () => {
  for (const country of ['US', 'CA', 'GB']) {
    const [head, ...rows] = (inventedRows(country, '2026-11-24') ?? '').split('\n');
    expect(head).toBe('phone,first_name,opted_in_on,opt_in_source');
    const numbers = rows.map((row) => row.split(',')[0] ?? '');
    expect(new Set(numbers).size).toBe(12);
    for (const number of numbers) expect(number).toMatch(/^(\+1\d{3}55501\d\d|\+447700900\d{3})$/);
    expect(rows.every((row) => row.endsWith(',2026-11-24,Web form'))).toBe(true);
  }
});

it('invents nobody where no number is known to be free', () => {
  expect(inventedRows('DE', '2026-11-24')).toBeNull();
});
