import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { readPdf } from '../../../test/read-pdf.ts';
import { openSheet } from './sheet.ts';

const made = new Date('2026-11-24T17:00:00Z');
const lineOf = (at: number) => `Line ${at} of many.`;

/** The words of each page of a document that is full to some line when `write` begins. */
async function pagesOf(lines: number, write: (sheet: ReturnType<typeof openSheet>) => void) {
  const sheet = openSheet('A document', made, []);
  for (let at = 0; at < lines; at += 1) sheet.fact('Fact', lineOf(at));
  write(sheet);
  return readPdf(await buffer(sheet.finish('A document · Harbor Coffee · made 2026-11-24T17:00:00Z')));
}

test('headings never stand at the end of a page without what they announce', async () => {
  for (let lines = 38; lines < 46; lines += 1) {
    const { pages } = await pagesOf(lines, (sheet) => {
      sheet.heading('The heading');
      sheet.item('An entry', 'of today');
      sheet.quote('Words of somebody.\nAnd more of them.');
    });
    const [page] = pages.filter((text) => text.includes('The heading'));
    expect([lines, page?.includes('An entry'), page?.includes('Words of somebody')]).toEqual([
      lines,
      true,
      true,
    ]);
  }
});

test('a label of two lines stays with its value', async () => {
  for (let lines = 40; lines < 46; lines += 1) {
    const { pages } = await pagesOf(lines, (sheet) =>
      sheet.fact('People of the chosen lists, tags and segments', '+ 3'),
    );
    const [page] = pages.filter((text) => text.includes('People of the'));
    expect([lines, page?.includes('segments'), page?.includes('+ 3')]).toEqual([lines, true, true]);
  }
});

test('a sentence that ends with a shortened name has one full stop, and what somebody wrote stays as it was', async () => {
  const { pages } = await pagesOf(0, (sheet) => {
    sheet.text('Made for Harbor Coffee Co.. Read it… or not...');
    sheet.quote('Stop.. now');
  });
  expect(pages[0]).toContain('Harbor Coffee Co. Read it');
  expect(pages[0]).toContain('Stop.. now');
});

test('where the foot has no room, the name of the business is shortened and the hour stays', async () => {
  const sheet = openSheet('A document', made, []);
  sheet.text('Something.');
  const name = 'The Exceedingly Long-Named Harbor Coffee Roasters & Bakery Co. of Portland';
  const { pages } = await readPdf(
    await buffer(sheet.finish(`Self-check of 2026-11 · ${name} · made 2026-11-24 17:00 UTC`)),
  );
  expect(pages[0]).toMatch(/Self-check of 2026-11 · The Exceedingly.*… · made 2026-11-24 17:00 UTC/);
});
