import type { Schemas } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findCampaign } from '../find/find.ts';
import { formatCount, formatTime } from '../print/numbers.ts';
import { bar } from '../print/progress-line.ts';
import { printSimulation } from '../print/simulation.ts';
import { printTable } from '../print/table.ts';
import { failure } from '../refusal.ts';

export type Simulation = Schemas['Simulation'];
type Profile = 'friendly' | 'realistic' | 'harsh' | 'plain';

const lookEveryMs = 500;

const atWork: ReadonlySet<Simulation['status']> = new Set(['waiting', 'copying', 'flying']);
const stages = {
  waiting: 'Waiting for its turn',
  copying: 'Copying the audience',
  flying: 'Flying',
} as const;

type Wish = { at?: string; seed?: number; profile?: Profile; carrierPace?: number; wait?: boolean };

/** Flies the whole campaign through the rehearsal carrier and shows the report it would make. */
export async function simulateCampaign(desk: Desk, wanted: string, wish: Wish): Promise<ExitCode> {
  const id = await findCampaign(desk, wanted);
  const { at, seed, profile, carrierPace, wait = true } = wish;
  const begun = await desk.tidings.call('post', '/v1/campaigns/{id}/simulations', {
    path: { id },
    body: {
      ...(at === undefined ? {} : { at }),
      ...(seed === undefined ? {} : { seed }),
      ...(profile === undefined ? {} : { profile }),
      ...(carrierPace === undefined ? {} : { carrier_parts_per_second: carrierPace }),
    },
  });
  if (!wait) {
    desk.voice.answer(begun, () => `It is under way. Its report: tidings campaign simulation ${begun.id}`);
    return exitCodes.ok;
  }
  desk.ifInterrupted(
    `The simulation goes on without you watching. Its report: tidings campaign simulation ${begun.id}`,
  );
  return show(desk, await follow(desk, begun));
}

/** A simulation that was made before; with `cancel`, ends one that is under way. */
export async function showSimulation(
  desk: Desk,
  id: string,
  { cancel }: { cancel?: boolean },
): Promise<ExitCode> {
  if (!cancel) return show(desk, await getSimulation(desk, id));
  const ended = await desk.tidings.call('post', '/v1/simulations/{id}/cancel', { path: { id } });
  desk.voice.answer(ended, () => 'Cancelled.');
  return exitCodes.ok;
}

export async function listSimulations(desk: Desk, wanted: string): Promise<ExitCode> {
  const id = await findCampaign(desk, wanted);
  const list = await desk.tidings.call('get', '/v1/campaigns/{id}/simulations', { path: { id } });
  desk.voice.answer(list, () =>
    list.data.length === 0
      ? 'This campaign has not been simulated.'
      : printTable(
          ['simulation', 'status', 'launched', 'seed', 'carrier', 'people', 'asked for'],
          list.data.map((one) => [
            ...[one.id, one.status, formatTime(one.at), one.seed, one.profile, one.people],
            formatTime(one.requested_at),
          ]),
          desk.voice.paint,
        ),
  );
  return exitCodes.ok;
}

async function follow(desk: Desk, begun: Simulation): Promise<Simulation> {
  let current = begun;
  while (atWork.has(current.status)) {
    desk.voice.progress.show(stages[current.status as keyof typeof stages], progressOf(current));
    await desk.around.pause(lookEveryMs);
    current = await getSimulation(desk, current.id);
  }
  desk.voice.progress.clear();
  return current;
}

function progressOf({ status, people, done }: Simulation): string {
  if (people === null) return '';
  if (status === 'copying') return `${formatCount(people)} people`;
  return `${bar(done, people)}  ${formatCount(done)} people`;
}

const getSimulation = (desk: Desk, id: string): Promise<Simulation> =>
  desk.tidings.call('get', '/v1/simulations/{id}', { path: { id } });

function show(desk: Desk, simulation: Simulation): ExitCode {
  const { failure: failed, status } = simulation;
  if (failed) throw failure(failed.code, failed.sentence);
  desk.voice.answer(simulation, () =>
    simulation.report
      ? printSimulation(simulation, simulation.report, desk.voice.paint)
      : status === 'cancelled'
        ? 'It was cancelled; there is no report.'
        : `It is ${status}: ${progressOf(simulation)}`,
  );
  return exitCodes.ok;
}
