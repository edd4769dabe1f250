import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { addressOf, closedPages } from '../e2e/console/closed-pages.ts';
import { windows } from '../e2e/console/page-faults.ts';
import { realVisits } from '../e2e/console/real-visits.ts';
import { readSteps } from '../e2e/console/steps.ts';
import { visits } from '../e2e/console/visits.ts';
import { roles } from '../server/src/accounts/index.ts';
import { readScreens, type Screen, screenAt } from './console-screens.ts';
import { writeSideBySide } from './side-by-side.ts';

// Writes docs/reference/console.md: which screens there are and what each is looked at for, from the routes of the console
// and from the lists and stories of the browser tests. What is in none of them is not claimed.
const root = resolve(import.meta.dirname, '..');
const screens = readScreens(root);
const closed = new Map(roles.map((role) => [role, closedPages(role)]));

type Look = { screen: Screen | null; name: string; states: string[]; isReal: boolean };
const looks: Look[] = [
  ...realVisits.map((visit) => ({
    screen: screenAt(addressOf(visit), screens),
    name: visit.name,
    isReal: true,
    states: [
      'filled',
      ...(visit.empty ? ['empty'] : []),
      ...(visit.needs === 'nothing' ? [] : ['loading', 'refused', 'unreadable']),
      'long',
    ],
  })),
  ...visits.map(({ name, path }) => ({
    screen: screenAt(decodeURIComponent(path), screens),
    name,
    isReal: false,
    states: [name],
  })),
];

type Story = { file: string; source: string };
const storyFolder = join(root, 'e2e/console');
const stories: Story[] = readdirSync(storyFolder)
  .filter((name) => name.endsWith('.e2e.test.ts'))
  .map((file) => ({ file, source: readFileSync(join(storyFolder, file), 'utf8') }));
// These open whatever the lists name, and so say nothing about one screen.
const walkers = new Set(['pages.e2e.test.ts', 'real-pages.e2e.test.ts', 'roles.e2e.test.ts']);
const keysSource = readFileSync(join(root, 'console/src/app/places.ts'), 'utf8');

function rowOf(screen: Screen): string {
  const own = looks.filter((look) => look.screen === screen);
  const isReal = own.some((look) => look.isReal);
  const states = [...new Set(own.flatMap((look) => look.states))];
  const told = stories.filter(({ file, source }) => !walkers.has(file) && opens(source, screen.address));
  const units = readdirSync(join(root, 'console/src/screens', screen.folder)).filter((name) =>
    /\.test\.tsx?$/.test(name),
  );
  const keys = keysOf(screen.address);
  return cells([
    `\`${screen.address}\``,
    own.length === 0 ? 'not looked at' : isReal ? 'yes' : 'yes, scripted',
    states.join(', ') || '–',
    own.length > 0 ? 'light, dark' : '–',
    keys ? `\`${keys}\`` : 'Tab',
    own.length > 0 ? widths : '–',
    rolesAt(screen),
    [
      ...told.map(({ file }) => file.replace('.e2e.test.ts', '')),
      ...units.map((name) => name.replace(/\.test.*/, '')),
    ].join(', ') || '–',
  ]);
}

function opens(source: string, address: string): boolean {
  const path = address.replaceAll(/\$\w+/g, String.raw`(?:\$\{[^}]+\}|[\w%+]+)`);
  return new RegExp(`['"\`]${path}(?:[?#][^'"\`]*)?['"\`]`).test(source);
}

/** The letters that lead to a place from everywhere. */
function keysOf(address: string): string | null {
  return (
    new RegExp(`to: '${address.replaceAll('$', String.raw`\$`)}',\\s*keys: '([^']+)'`).exec(
      keysSource,
    )?.[1] ?? null
  );
}

function rolesAt(screen: Screen): string {
  const names = looks.filter((look) => look.screen === screen && look.isReal).map(({ name }) => name);
  if (names.length === 0) return '–';
  const open = roles.filter((role) => names.some((name) => !closed.get(role)?.has(name)));
  return open.length === roles.length ? 'all' : open.join(', ');
}

const widths = windows
  .map(({ width }) => width)
  .toReversed()
  .join(', ');
const cells = (row: readonly string[]) => `| ${row.join(' | ')} |`;

const text = `# The screens of the console

Made by \`tools/generate-console.ts\` from the routes of the console and from what the browser tests walk (\`e2e/console/real-visits.ts\`, \`e2e/console/visits.ts\` and the stories beside them); do not edit it by hand.
\`tools/console-screens.test.ts\` fails when there is a screen that nobody looks at.

| column | says |
|---|---|
| done | **yes**: opened over a real service with a database and a carrier. *Scripted*: over a pretend service alone |
| states | what it is looked at in. *Filled* and *empty* are two workspaces; *loading*: nothing about the page is answered, and its place is kept; *refused*: every answer is a refusal, which has to be told with its request; *unreadable*: asked for again, something else than the service answers; *long*: in Spanish, with names of sixty letters, words of other scripts and ten million of everything; other names are scripted states, such as a campaign in the middle of sending. Answers that come late, 409, 429 and 500, a session that ends and a server that starts again are the same for every page (\`e2e/console/troubles.e2e.test.ts\`) |
| axe | all rules for WCAG 2.0 to 2.2 A and AA and the best practices in light colours, the rule for contrast in dark ones; 0 findings |
| keyboard | letters that lead there from everywhere; everything is reached by Tab. A story of \`e2e/console/stories.e2e.test.ts\` goes through pages without a mouse |
| widths | in CSS pixels: nothing may stand beside the window. Over a real service at 390 and 1440 also in Spanish. \`SCREENSHOTS=1\` before the browser tests keeps a picture of each view at each width in light and in dark colours, in a folder \`screenshots\` of \`e2e\` |
| roles | the built-in roles that it opens to, by the list of places; to the others it says in a sentence that it is closed and who can open it. \`e2e/console/roles.e2e.test.ts\` opens every page as each of them: no refusal, no error, axe in both colours |
| tests | the stories of \`e2e/console/\` that go there by its address, and the tests in its own folder |

Whatever the content security policy refuses, is printed as an error or is answered with a refusal fails a test.

${screens.length} screens, ${looks.length} views.

| screen | done | states | axe | keyboard | widths | roles | tests |
|---|---|---|---|---|---|---|---|
${screens.map(rowOf).join('\n')}
`;

writeFileSync(join(root, 'docs/reference/console.md'), text);
writeFileSync(join(root, 'docs/side-by-side.md'), writeSideBySide(readSteps()));
