import { ids } from './run-cli.ts';

export const counts = {
  rows: 20,
  invalid: 3,
  duplicates: 2,
  people: 15,
  created: 10,
  updated: 4,
  unchanged: 1,
  with_consent: 9,
  without_consent: 3,
  opted_out: 2,
  already_opted_out: 1,
};

export function fakeImport(status: string, more: object = {}) {
  return {
    object: 'import',
    id: ids.import,
    file_name: 'guests.csv',
    status,
    problem: null,
    counts: status === 'uploaded' || status === 'checking' ? {} : counts,
    notes: status === 'uploaded' ? [] : ['2 rows are called subscribed, with no date.'],
    progress: { rows_done: 7, bytes_done: 50, bytes_total: 100 },
    mapping: {},
    columns: [],
    dialect: null,
    list: 'Guests',
    program_id: null,
    created_at: '2026-11-24T15:00:00Z',
    checked_at: null,
    imported_at: null,
    undo_until: status === 'imported' ? '2026-11-25T15:00:00Z' : null,
    undone_at: null,
    ...more,
  };
}

/** A server that takes one file and brings it in, a status further each time it is asked. */
export function importRoutes(more: object = {}) {
  let status = 'uploaded';
  const next: Record<string, string> = { checking: 'checked', importing: 'imported', undoing: 'undone' };
  const answer = () => fakeImport(status, more);
  const become = (to: string) => () => {
    status = to;
    return answer();
  };
  return {
    'POST /v1/imports': answer,
    [`GET /v1/imports/${ids.import}`]: () => {
      status = next[status] ?? status;
      return answer();
    },
    [`POST /v1/imports/${ids.import}/check`]: become('checking'),
    [`POST /v1/imports/${ids.import}/commit`]: become('importing'),
    [`POST /v1/imports/${ids.import}/undo`]: become('undoing'),
    [`GET /v1/imports/${ids.import}/errors.csv`]: () => new Response('number,error_code\r\nx,number.bad\r\n'),
  };
}
