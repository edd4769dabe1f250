import { askAsSuperuser as ask } from './superuser.ts';

/** The control's own table, outside of the product's model: a number and whether it is done. */
export async function createNaiveTable(url: string, texts: number): Promise<void> {
  await ask(url, 'create table naive_text (number text primary key, is_sent boolean not null default false)');
  await ask(
    url,
    `insert into naive_text select '+1555' || lpad(n::text, 7, '0') from generate_series(0, $1::bigint - 1) n`,
    [texts],
  );
}

export async function isNaiveDone(url: string): Promise<boolean> {
  const [row] = await ask(url, 'select not exists (select from naive_text where not is_sent) as is_done');
  return row?.is_done === true;
}
