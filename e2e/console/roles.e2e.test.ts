import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closedPages } from './closed-pages.ts';
import { coloursAlone, everything, faultsOf } from './page-faults.ts';
import { type Furnished, furnish, openRealStage, type RealStage, type RealWindow } from './real-stage.ts';
import { pathOf, realVisits } from './real-visits.ts';
import { goWithin, untilStill, watchRequests } from './settled.ts';

/**
 * Every page as every built-in role sees it; the owner's own view is in real-pages. What a role may open loads without one
 * refusal; what it may not open says so in a sentence. Each look that differs is asked by axe, light and dark.
 */
const roles = ['admin', 'marketer', 'compliance', 'agent', 'analyst', 'developer'] as const;

let stage: RealStage;
let ids: Furnished;
// Most roles see most pages alike; what was asked about once need not be asked about again.
const asked = new Set<string>();
beforeAll(async () => {
  stage = await openRealStage();
  ids = await furnish(stage.owner);
});
afterAll(() => stage?.close());

async function faultsOnce({ page }: RealWindow): Promise<string[]> {
  const markup = await page.evaluate<string>('document.body.innerHTML');
  const look = markup.replaceAll(/ (?:id|for|aria-\w+by|aria-controls|href|data-path)="[^"]*"/g, '');
  const hash = createHash('sha256').update(look.replaceAll(/\d+/g, '0')).digest('hex');
  if (asked.has(hash)) return [];
  asked.add(hash);
  const faults = await faultsOf(page, everything);
  await page.emulateMedia({ colorScheme: 'dark' });
  faults.push(...(await faultsOf(page, coloursAlone)));
  await page.emulateMedia({ colorScheme: 'light' });
  return faults;
}

describe.each(roles)('to the role %s', (role) => {
  it('every page opens without a refusal, or says that it is closed and who can open it', async () => {
    const window = await stage.openColleague(role);
    const { page, complaints, failures } = window;
    // The invitation itself is answered before the page is there.
    const openRequests = watchRequests(page);
    await page.goto('/');
    await untilStill(page, openRequests);
    const closed = closedPages(role);
    const wrong: string[] = [];
    for (const one of realVisits) {
      const { name } = one;
      await goWithin(page, pathOf(one, ids), openRequests);
      const isSaid = await page.getByText('Your role does not open this page').isVisible();
      if (isSaid !== closed.has(name)) wrong.push(`${name} ${isSaid ? 'is closed' : 'is open'}`);
      for (const fault of [...failures, ...complaints, ...(await faultsOnce(window))])
        wrong.push(`${name}: ${fault}`);
      failures.length = 0;
      complaints.length = 0;
    }
    expect(wrong).toEqual([]);
    await window.close();
  }, 300_000);
});

it('is told apart by role at all', () => {
  const open = (role: (typeof roles)[number], name: string) => !closedPages(role).has(name);
  expect(roles.map((role) => open(role, 'inbox-open'))).toEqual(roles.map(() => true));
  expect(roles.filter((role) => open(role, 'campaign-edit'))).toEqual(['admin', 'marketer']);
  expect(roles.filter((role) => open(role, 'compliance'))).toEqual(['admin', 'compliance']);
  expect(roles.filter((role) => open(role, 'keys'))).toEqual(['admin', 'developer']);
  expect(roles.filter((role) => open(role, 'hold'))).toEqual([]);
});
