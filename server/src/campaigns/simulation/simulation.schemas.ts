import { type Static, Type } from 'typebox';
import { NotFound } from '../../platform/errors.ts';
import { nullable } from '../../platform/http/nullable.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import { ReportAnswer } from './report.schemas.ts';
import { keptDays, type Simulation } from './simulation.ts';

const Count = Type.Integer({ minimum: 0 });
const date = Type.String({ format: 'date-time' });

export const SimulationBody = Type.Object(
  {
    at: Type.Optional({
      ...date,
      description:
        'The hour of the launch. Left out, it is now, or the start of its schedule where it is scheduled, which is then flown hour by hour; another hour than that flies a launch by hand.',
    }),
    seed: Type.Optional(
      Type.Integer({
        ...{ minimum: 0, maximum: 2_147_483_647 },
        description: 'The same seed, campaign and hour make the same report; by lot where it is left out.',
      }),
    ),
    profile: Type.Optional(
      Type.Enum(['friendly', 'realistic', 'harsh', 'plain'], {
        description: 'How the rehearsal carrier behaves; realistic where it is left out.',
      }),
    ),
    carrier_parts_per_second: Type.Optional(
      Type.Integer({
        ...{ minimum: 1, maximum: 100_000 },
        description:
          'What the carrier takes of the number in a second, where that is less than the pace here.',
      }),
    ),
  },
  { additionalProperties: false },
);

const facts = {
  object: Type.Literal('simulation'),
  id: Type.String(),
  campaign_id: Type.String(),
  status: Type.Enum(['waiting', 'copying', 'flying', 'finished', 'failed', 'cancelled']),
  at: { ...date, description: 'The hour of the launch.' },
  seed: Type.Integer(),
  profile: Type.String(),
  carrier_parts_per_second: nullable(Type.Integer()),
  people: nullable({
    ...Count,
    description: 'Of the audience; while it is copied, as many as have been read.',
  }),
  done: { ...Count, description: 'People who have come to their end.' },
  failure: nullable(Type.Object({ code: Type.String(), sentence: Type.String() })),
  requested_by: Type.String(),
  requested_at: date,
  finished_at: nullable(date),
};

export const SimulationSummary = Type.Object(facts, { title: 'SimulationSummary' });
export const SimulationAnswer = Type.Object(
  {
    ...facts,
    report: nullable({
      ...ReportAnswer,
      description: `Once it has finished. Kept for ${keptDays} days.`,
    }),
  },
  { title: 'Simulation' },
);

export const SimulationList = Type.Object(
  { data: Type.Array(SimulationSummary) },
  { title: 'SimulationList' },
);
export const SimulationParams = Type.Object({ id: Type.String({ description: 'sim_…' }) });

export function toSummary(simulation: Simulation): Static<typeof SimulationSummary> {
  const { failureCode: code, failure: sentence } = simulation;
  return {
    object: 'simulation',
    id: publicId('sim', simulation.id),
    campaign_id: publicId('cmp', simulation.campaignId),
    status: simulation.status,
    at: simulation.launchAt.toISOString(),
    seed: simulation.seed,
    profile: simulation.profile,
    carrier_parts_per_second: simulation.carrierPartsPerSecond,
    people: simulation.people,
    done: simulation.ended,
    failure: code === null || sentence === null ? null : { code, sentence },
    requested_by: simulation.requestedBy,
    requested_at: simulation.requestedAt.toISOString(),
    finished_at: simulation.finishedAt?.toISOString() ?? null,
  };
}

export function toSimulation(
  simulation: Simulation & { readonly report: object | null },
): Static<typeof SimulationAnswer> {
  // It was made by reportOf and is kept as it was made.
  const report = simulation.report as Static<typeof ReportAnswer> | null;
  return { ...toSummary(simulation), report };
}

export function readSimulationId(text: string): string {
  const id = readUuidId('sim', text);
  if (id !== null) return id;
  throw new NotFound(
    'simulation.not_found',
    `There is no simulation ${text.slice(0, 60)} in this workspace.`,
  );
}
