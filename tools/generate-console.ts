import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Furnished } from '../e2e/console/real-stage.ts';
import { type RealVisit, realVisits } from '../e2e/console/real-visits.ts';
import { type Visit, visits } from '../e2e/console/visits.ts';

// Writes docs/reference/console.md: which pages there are and how each is looked at, from the lists that the browser
// tests walk. What is not in those lists is not claimed.
const root = resolve(import.meta.dirname, '..');

type Row = { page: string; address: string; states: string; byReal: boolean };

// Whatever a page is about stands in its address as `:id`.
const anything = new Proxy({} as Furnished, { get: () => ':id' });
const addressOf = ({ path }: RealVisit): string => (typeof path === 'string' ? path : path(anything));

const real: Row[] = realVisits.map((visit) => ({
  page: visit.name,
  address: decodeURIComponent(addressOf(visit)),
  states: [
    'filled',
    ...(visit.empty ? ['empty'] : []),
    ...(visit.needs !== 'nothing' && typeof visit.path === 'string' ? ['refused'] : []),
  ].join(', '),
  byReal: true,
}));
const pretend: Row[] = visits.map(({ name, path }: Visit) => ({
  page: name,
  address: decodeURIComponent(path).replaceAll(/(cmp|con)_\w+/g, ':id'),
  states: 'scripted',
  byReal: false,
}));

const line = ({ page, address, states, byReal }: Row) =>
  `| ${page} | \`${address}\` | ${states} | ${byReal ? 'a real service' : 'a pretend service'} |`;

const text = `# The pages of the console

Made by \`tools/generate-console.ts\` from the lists that the browser tests walk (\`e2e/console/real-visits.ts\` and \`e2e/console/visits.ts\`); do not edit it by hand.

Every page below is opened in a real browser and looked at in light colours on a desk under all rules of axe for WCAG 2.0 to 2.2 A and AA and its best practices, in dark colours under its rule for contrast, and at the width of a phone, where
nothing may stand beside the window. Anything that the content security policy refuses, that is printed as an error, or that the service answers with a refusal fails the test. *Filled* and *empty* are the two workspaces; *refused* means that
every answer about the page is a refusal, which has to be told with its request. *Scripted* pages show states that are hard to bring about, such as a campaign in the middle of sending. The keys are those of the frame, the same on every page; a story of
\`e2e/console/stories.e2e.test.ts\` goes through pages without a mouse.

${real.length + pretend.length} views.

| page | address | states | looked at over |
|---|---|---|---|
${[...real, ...pretend].map(line).join('\n')}
`;

writeFileSync(join(root, 'docs/reference/console.md'), text);
