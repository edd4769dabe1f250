import { type DemoOptions, readOptions, usage } from './options.ts';
import { chooseList } from './people.ts';
import { openStage, type Stage } from './start-tidings.ts';
import { allowEveryCountry, importList, launchCampaign } from './story.ts';
import { faultsOf, printSummary, readLedger, type Summary, summarise } from './summary.ts';
import { openTerminal, type Terminal } from './terminal.ts';
import { waitForQuiet, watchCampaign } from './watch.ts';

/**
 * `npm run demo`: people in, a campaign out, replies and STOPs in, and every person accounted for. It drives the real
 * service over its API, with the rehearsal carrier in the place of a real one.
 */
async function demo(
  options: DemoOptions,
  stage: Stage,
  terminal: Terminal,
  startedMs: number,
): Promise<Summary> {
  const list = chooseList(options);
  terminal.step('Starting the service, its database and the rehearsal carrier. No real phone is contacted.');
  const { url, tidings, enterUrl } = await stage.start({
    seed: options.seed,
    clock: eveningClock(),
    business: 'Corner Bakery',
  });
  terminal.step(`Running at ${url}`);
  const { data: programs } = await tidings.call('get', '/v1/programs');
  const programId = programs[0]?.id ?? '';
  await allowEveryCountry(tidings);
  await importList(tidings, terminal, list, programId);
  const campaignId = await launchCampaign(tidings, terminal, programId);
  const page = enterUrl(`/campaigns/${campaignId}`);
  terminal.step(`Launched. Watch it live: ${page}`);
  await watchCampaign(tidings, terminal, campaignId);
  terminal.step('Everybody has been texted; waiting for late receipts and replies.');
  const report = await waitForQuiet(tidings, campaignId);
  const ledger = await readLedger(tidings, report);
  const summary = summarise(report, ledger, (performance.now() - startedMs) / 1000);
  const toFirstText = (ledger.firstTextAt.getTime() - performance.timeOrigin - startedMs) / 1000;
  if (summary.accepted > 0) {
    terminal.step(`The first text reached the carrier ${toFirstText.toFixed(1)} s after the start.`);
  }
  printSummary(terminal, report, summary);
  for (const fault of faultsOf(summary)) terminal.say(fault);
  if (options.json) process.stdout.write(`${JSON.stringify(summary)}\n`);
  if (!options.exit) {
    terminal.say(
      `\nThe page stays up until Ctrl-C:\n\n    ${page}\n\nType STOP on any phone there and watch what happens.`,
    );
    await stage.ended;
  }
  return summary;
}

// 21:15 in New York in winter, 22:15 in summer: the east has night and the west does not, so holds can be seen at once.
const eveningUtc = '02:15:00Z';
const clockSpeed = 60;

// Of a day that no state keeps free: on a Saturday evening six of them would hold everybody until Monday.
function eveningClock(): string {
  const day = new Date();
  const isTuesdayToFriday = () => day.getUTCDay() >= 2 && day.getUTCDay() <= 5;
  while (!isTuesdayToFriday()) day.setUTCDate(day.getUTCDate() + 1);
  return `${day.toISOString().slice(0, 10)}T${eveningUtc}@${clockSpeed}`;
}

/** Ctrl-C ends the service in order, whenever it comes, from the first moment on; the second one ends us at once. */
function closeOnSignal(stage: Stage, terminal: Terminal): void {
  let isClosing = false;
  const close = () => {
    if (isClosing) process.exit(130);
    isClosing = true;
    terminal.endProgress();
    terminal.say('Stopping the service and its database…');
    void stage.close().then(() => process.exit(130));
  };
  process.on('SIGINT', close);
  process.on('SIGTERM', close);
}

function readOptionsOrExit(): DemoOptions {
  try {
    const options = readOptions(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
    if (options !== 'help') return options;
    process.stdout.write(`${usage}\n`);
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}\n`);
    process.exit(2);
  }
}

const options = readOptionsOrExit();
const startedMs = performance.now();
const terminal = openTerminal(process.stderr, startedMs);
const stage = openStage();
closeOnSignal(stage, terminal);
let exitCode = 1;
try {
  const summary = await demo(options, stage, terminal, startedMs);
  exitCode = faultsOf(summary).length === 0 ? 0 : 1;
} catch (error) {
  terminal.endProgress();
  const sentence = error instanceof Error ? error.message : String(error);
  terminal.say(sentence);
  if (options.json) process.stdout.write(`${JSON.stringify({ error: sentence })}\n`);
} finally {
  await stage.close();
}
process.exit(exitCode);
