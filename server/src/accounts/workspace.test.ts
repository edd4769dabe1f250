import { describe, expect, test } from 'vitest';
import { findWorkspaceProblem } from './workspace.ts';

const place = { name: 'Harbour Cafe', country: 'US', timeZone: 'America/New_York' };
const codeOf = (change: Partial<typeof place>) => findWorkspaceProblem({ ...place, ...change })?.code ?? null;

describe('where a workspace is', () => {
  test.each([{}, { country: 'GB', timeZone: 'Europe/London' }, { timeZone: 'UTC' }])(
    'may be %j',
    (change) => {
      expect(codeOf(change)).toBeNull();
    },
  );

  test.each([
    [{ name: '  ' }, 'workspace.no_name'],
    [{ country: 'us' }, 'workspace.unknown_country'],
    [{ country: 'ZZ' }, 'workspace.unknown_country'],
    [{ country: 'XQ' }, 'workspace.unknown_country'],
    [{ timeZone: 'America/Gotham' }, 'workspace.unknown_time_zone'],
    [{ timeZone: '+05:00' }, 'workspace.unknown_time_zone'],
    [{ timeZone: 'EST' }, 'workspace.unknown_time_zone'],
  ])('may not be %j', (change, code) => {
    expect(codeOf(change)).toBe(code);
  });
});
