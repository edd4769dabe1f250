import type { Steps } from '../e2e/console/steps.ts';

/**
 * What a job takes at three services that people come from, and here. Theirs is what their public documentation says of it
 * (August to November 2026); nobody here has an account there, so their clicks are not counted and not guessed.
 */
export type Job = {
  readonly job: string;
  readonly simpleTexting: string;
  readonly attentive: string;
  readonly klaviyo: string;
  /** Names of jobs in e2e/console/steps.json. */
  readonly counted: readonly string[];
  readonly ours: string;
  /** What they have and this has not, as far as it is known. */
  readonly behind?: string;
};

const unsaid = 'not described in what we have read';

export const jobs: readonly Job[] = [
  {
    job: 'First run',
    simpleTexting: unsaid,
    attentive: unsaid,
    klaviyo: unsaid,
    counted: ['set up'],
    ours: 'one page, closed for good once it is done; a pretend carrier is there from the start, so the first campaign needs no account anywhere',
  },
  {
    job: 'Bring a list in',
    simpleTexting: 'a file; that a person came with one is kept',
    attentive: 'a file; an opt-in by API is refused without its legal words',
    klaviyo:
      'upload and map; consent is given to all rows of a file or to none; landlines are found and left out; you are told to turn off welcome flows first and to wait two hours',
    counted: ['bring a list in'],
    ours: 'five steps with a check of the whole file before anything is kept; consent by row or by your word; who has left stays away; nobody is texted by it; taken back within 24 hours',
    behind: 'landlines are told from a lookup afterwards, not in the wizard',
  },
  {
    job: 'Write, check and send a campaign',
    simpleTexting: 'lists and segments, words with fields, credits worked out beforehand',
    attentive: 'an estimate of the audience stands above the button',
    klaviyo:
      'write (160 or 70 letters a part), choose whom and whom not; shows an estimated audience, cut by consent and caps; takes the real one when it sends',
    counted: ['write, check and send a campaign'],
    ours: 'words and phone side by side with parts while you type; a waterfall that names everybody who is left out and why; a review with everything that stands against it; the button says to how many',
  },
  {
    job: 'Let a second person approve',
    simpleTexting: unsaid,
    attentive: unsaid,
    klaviyo: unsaid,
    counted: [],
    ours: 'a rule of the workspace; the same review page has *Approve* for whoever may; an edit voids it',
  },
  {
    job: 'Choose when it goes',
    simpleTexting: 'now, at a time, or again by a rule',
    attentive:
      'at one moment or at each person’s own hour, with a choice for those whose hour is past; inside quiet hours a campaign is warned about and sent',
    klaviyo: 'at each person’s own hour; quiet hours hold back flows, and campaigns get a warning',
    counted: [],
    ours: 'the same choices on the review page; inside quiet hours marketing is held back on every path, and the hour of each person’s place is shown with where it is known from',
  },
  {
    job: 'Pause what is sending',
    simpleTexting: 'a campaign has the state *paused*',
    attentive: unsaid,
    klaviyo: 'a campaign that sends can be cancelled',
    counted: ['pause what is sending'],
    ours: 'the largest button of the campaign’s page, without a question; on a phone too',
  },
  {
    job: 'Choose people by what they did',
    simpleTexting: 'segments by rules',
    attentive: 'segments by rules, with an estimate',
    klaviyo: 'conditions about events in a stretch of time, nested, with a live count',
    counted: ['choose people by what they did'],
    ours: 'conditions as a sentence, as text or as JSON, with an exact count, examples, and why somebody is in or out',
  },
  {
    job: 'Put up a page to join',
    simpleTexting: 'web forms and keywords; a confirmation can be asked for',
    attentive: 'sign-up units on the shop’s site; a two-tap way that it holds patents on',
    klaviyo: 'forms with triggers; the code can be asked for on the form; lists ask twice by default',
    counted: ['put up a page to join'],
    ours: 'a hosted page of less than 15 kB without a script, a frame and a QR code; it cannot go up while words that the law wants are missing',
    behind: 'no pop-up on a shop’s own pages with delays and exit triggers',
  },
  {
    job: 'Show how somebody left',
    simpleTexting: 'the contact has a status, and by what it was changed last',
    attentive: unsaid,
    klaviyo: 'method and time stand at the person’s consent',
    counted: ['show how somebody left'],
    ours: 'one address: every consent and every text of the number with its words, and whether the chain of records is whole',
  },
  {
    job: 'Prove a consent to whoever complains',
    simpleTexting: unsaid,
    attentive: unsaid,
    klaviyo: 'a record with method, details and times',
    counted: ['prove a consent to whoever complains'],
    ours: 'a case with its term by law, the proof pack of the number with each check said out loud, and the same as PDF',
  },
  {
    job: 'Connect a carrier',
    simpleTexting: 'its own account; there is none to connect',
    attentive: 'its own account; there is none to connect',
    klaviyo: 'its own account; there is none to connect',
    counted: ['connect a carrier, with one mistake'],
    ours: 'choose the carrier, enter what it asks for; the carrier is asked before anything is kept. The count contains one wrong secret and its refusal',
  },
  {
    job: 'Register what is sent (10DLC)',
    simpleTexting: 'done through the account',
    attentive: unsaid,
    klaviyo: 'done through the account',
    counted: ['begin a registration and mend it'],
    ours: 'the form with a reader that finds what reviewers reject, before it is handed in. Handing in is done at the registry by hand',
    behind: 'handing in is theirs to do; here a file is downloaded and entered',
  },
  {
    job: 'Come back from a lost disk',
    simpleTexting: 'theirs to do, out of sight',
    attentive: 'theirs to do, out of sight',
    klaviyo: 'theirs to do, out of sight',
    counted: ['let sending go on after a restore'],
    ours: 'a restore begins on hold; one page lists the texts whose fate nobody knows and asks once',
  },
];

const some = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
const say = ({ clicks, fields, pages }: Steps) =>
  `${some(clicks, 'click')}, ${some(fields, 'field')}, ${some(pages, 'page')}`;

export function writeSideBySide(steps: Readonly<Record<string, Steps>>): string {
  const rows = jobs.map(({ job, simpleTexting, attentive, klaviyo, counted, ours, behind }) => {
    const counts = counted.flatMap((name) => (steps[name] ? [`**${say(steps[name])}**`] : []));
    const own = [...counts, ours, ...(behind ? [`*Behind:* ${behind}`] : [])].join('. ');
    return `| ${[job, simpleTexting, attentive, klaviyo, own].join(' | ')} |`;
  });
  const all = Object.entries(steps).map(
    ([name, one]) => `| ${name} | ${one.clicks} | ${one.fields} | ${one.pages} |`,
  );
  return `# Side by side

Made by \`tools/generate-console.ts\`; the words stand in \`tools/side-by-side.ts\`, the numbers in \`e2e/console/steps.json\`, where the browser stories have counted them and are held to them. Do not edit it by hand.

What a job takes at SimpleTexting, Attentive and Klaviyo is told from their public documentation as it was in autumn 2026. Nobody here has worked with an account there, so their clicks are not counted, and a job of which we have read nothing says so.
Ours are counted while a real browser does the job: presses of the mouse, fields that are filled or chosen in, and pages that are seen, from the first address to the end of it. Going to the first page is not a click.

| job | SimpleTexting | Attentive | Klaviyo | Tidings |
|---|---|---|---|---|
${rows.join('\n')}

## The counts

| job | clicks | fields | pages |
|---|---:|---:|---:|
${all.join('\n')}
`;
}
