import type { Api } from './api.ts';
import type { Worker } from './crew.ts';
import type { Dice } from './dice.ts';
import { type Happening, type Life, openLife } from './scheduler.ts';
import type { World } from './world.ts';

/** People who change their minds and operators who intervene, at hours that the seed decides. */
export function planOutside(world: World, api: Api): void {
  const { scheduler, dice, scenario, tables } = world;
  const { people, operators, peaceFromMs, carrier } = scenario;
  const asker = openLife('outside');
  const at = (what: string, run: () => void, afterMs = dice.between(0, peaceFromMs)) =>
    void scheduler.after(asker, afterMs, what, run);
  for (const contactId of tables.contacts.keys()) {
    if (!dice.chance(people.stop)) continue;
    const stopAtMs = dice.between(0, peaceFromMs);
    at('somebody says STOP', () => api.takeReply(contactId, 'stop'), stopAtMs);
    if (!dice.chance(people.start)) continue;
    const startAtMs = stopAtMs + dice.between(0, dice.pick([100, 1_000, 10_000]));
    at('somebody says START', () => api.takeReply(contactId, 'start'), startAtMs);
  }
  const runIds = [...tables.members.keys()];
  for (let left = times(dice, operators.pauses); left > 0; left -= 1) {
    const runId = dice.pick(runIds);
    at('an operator pauses', () => api.setRun(runId, 'paused'));
    at('an operator resumes', () => api.setRun(runId, 'running'));
  }
  for (let left = operators.stops; left > 0; left -= 1)
    at('an operator stops', () => api.setRun(dice.pick(runIds), 'stopped'));
  for (let left = times(dice, operators.switches); left > 0; left -= 1) {
    const level = dice.pick(['installation', 'workspace'] as const);
    const sending = dice.pick(['none', 'no_marketing'] as const);
    at('an operator switches off', () => api.setSwitch(level, sending));
    at('an operator switches on', () => api.setSwitch(level, 'all'));
  }
  for (let left = times(dice, operators.holds); left > 0; left -= 1) {
    at('everything is held', () => api.setHold(true));
    at('everything is released', () => api.setHold(false));
  }
  for (let left = times(dice, carrier.outages); left > 0; left -= 1)
    at('the carrier goes away', () => world.carrier.goAway(dice.between(100, 4_000)));
}

/** A number whose mean may be a broken one. */
function times(dice: Dice, mean: number): number {
  return Math.floor(mean) + (dice.chance(mean % 1) ? 1 : 0);
}

/** Whatever was switched off is switched on again, and from now on nothing goes wrong by itself. */
export function makePeace(world: World, api: Api): void {
  world.carrier.calm();
  for (const runId of world.tables.members.keys()) api.setRun(runId, 'running');
  api.setSwitch('installation', 'all');
  api.setSwitch('workspace', 'all');
  api.setHold(false);
}

export type Crew = {
  workers(): readonly Worker[];
  kill(worker: Worker): void;
};

/** Ends, freezes and replaces processes at any of their waits. One of them may be chosen, for looking at all in turn. */
export function openMeddler(
  world: World,
  crew: Crew,
  api: Api,
  exactly: { atStep: number; what: Meddling } | null,
): (next: Happening) => void {
  const { scheduler, scenario, dice, database, watch } = world;
  const { faults, peaceFromMs } = scenario;
  const workerOf = (life: Life) => crew.workers().find((worker) => worker.life === life);

  const meddlings: Record<Meddling, (next: Happening) => void> = {
    crash({ life }) {
      const worker = workerOf(life);
      // The server may notice late that a machine is gone, and keeps its rows for that long.
      if (worker || life === api.life) watch.excuseUntil(scheduler.nowMs() + 3_500);
      if (worker) crew.kill(worker);
      else if (life === api.life) api.kill();
    },
    freeze({ life }) {
      if (!workerOf(life) && life !== api.life) return;
      life.frozenUntilMs = scheduler.nowMs() + dice.between(1, dice.pick([500, 5_000, 20_000]));
      watch.excuseUntil(life.frozenUntilMs);
    },
    leave({ life }) {
      workerOf(life)?.leave();
    },
    databaseCrash() {
      const downMs = dice.between(50, dice.pick([500, 6_000]));
      watch.excuseUntil(scheduler.nowMs() + downMs);
      database.crash(downMs);
    },
  };

  return (next) => {
    if (exactly) {
      if (scheduler.steps() === exactly.atStep) meddlings[exactly.what](next);
      return;
    }
    if (scheduler.nowMs() >= peaceFromMs) return;
    const chance = dice.next();
    let reached = 0;
    for (const what of ['crash', 'freeze', 'leave', 'databaseCrash'] as const) {
      reached += faults[what];
      if (chance < reached) return meddlings[what](next);
    }
  };
}

export type Meddling = 'crash' | 'freeze' | 'leave' | 'databaseCrash';
