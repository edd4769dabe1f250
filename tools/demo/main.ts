import { type DemoOptions, readOptions, usage } from './options.ts';
import { chooseList } from './people.ts';
import { type RunningTidings, startTidings } from './start-tidings.ts';
import { importList, launchCampaign } from './story.ts';
import { faultsOf, printSummary, readLedger, type Summary, summarise } from './summary.ts';
import { openTerminal, type Terminal } from './terminal.ts';
import { waitForQuiet, watchCampaign } from './watch.ts';

/**
 * `npm run demo`: people in, a campaign out, replies and STOPs in, and every person accounted for. It drives the real
 * service over its API, with the rehearsal carrier in the place of a real one.
 */
async function demo(options: DemoOptions, terminal: Terminal, startedMs: number): Promise<Summary> {
  const list = chooseList(options);
  terminal.step('Starting the service, its database and the rehearsal carrier. No real phone is contacted.');
  const service = await startTidings({
    seed: options.seed,
    clock: eveningClock(),
    business: 'Corner Bakery',
  });
  const interrupted = stopOnSignal(service, terminal);
  const { tidings } = service;
  terminal.step(`Running at ${service.url}`);
  const { data: programs } = await tidings.call('get', '/v1/programs');
  const programId = programs[0]?.id ?? '';
  await importList(tidings, terminal, list, programId);
  const campaignId = await launchCampaign(tidings, terminal, programId);
  const page = service.enterUrl(`/campaigns/${campaignId}`);
  terminal.step(`Launched. Watch it live: ${page}`);
  const { textsPerSecond } = await watchCampaign(tidings, terminal, campaignId);
  const report = await waitForQuiet(tidings, campaignId);
  const seconds = (performance.now() - startedMs) / 1000;
  const summary = await summarise(tidings, report, { seconds, textsPerSecond });
  const { firstTextAt } = await readLedger(tidings, report);
  const toFirstText = (firstTextAt.getTime() - performance.timeOrigin - startedMs) / 1000;
  terminal.step(`The first text reached the carrier ${toFirstText.toFixed(1)} s after the start.`);
  printSummary(terminal, report, summary);
  for (const fault of faultsOf(summary)) terminal.say(fault);
  if (options.json) process.stdout.write(`${JSON.stringify(summary)}\n`);
  if (options.exit) await service.stop();
  else {
    terminal.say(
      `\nThe page stays up until Ctrl-C:\n\n    ${page}\n\nType STOP on any phone there and watch what happens.`,
    );
    await interrupted;
  }
  return summary;
}

// 21:15 in New York in winter, 22:15 in summer: the east has night and the west does not, so holds can be seen at once.
const eveningUtc = '02:15:00Z';
const clockSpeed = 60;

function eveningClock(): string {
  return `${new Date().toISOString().slice(0, 10)}T${eveningUtc}@${clockSpeed}`;
}

/** Ctrl-C ends the service in order, whenever it comes; the second one ends us at once. */
function stopOnSignal(service: RunningTidings, terminal: Terminal): Promise<void> {
  return new Promise((resolve) => {
    let isStopping = false;
    const stop = () => {
      if (isStopping) process.exit(130);
      isStopping = true;
      terminal.endProgress();
      terminal.say('Stopping the service and its database…');
      void service
        .stop()
        .then(resolve)
        .then(() => process.exit(130));
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
    void service.ended.then(() => {
      if (!isStopping) resolve();
    });
  });
}

let options: DemoOptions;
try {
  options = readOptions(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}\n`);
  process.exit(2);
}
const startedMs = performance.now();
const terminal = openTerminal(process.stderr, startedMs);
try {
  const summary = await demo(options, terminal, startedMs);
  process.exit(faultsOf(summary).length === 0 ? 0 : 1);
} catch (error) {
  terminal.endProgress();
  terminal.say(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
