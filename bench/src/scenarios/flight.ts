import { areaCodes, areaOfCode } from '@tidings/policy/places';
import { countryOfNumber } from '@tidings/sms/countries';
import { enrol, type Stage } from '../../../e2e/stage/stage.ts';
import { systemScope } from '../../../server/src/accounts/index.ts';
import { createCampaign, type FlightCheck, lookAtFlight } from '../../../server/src/campaigns/index.ts';
import { createList, createProgram } from '../../../server/src/contacts/index.ts';
import { timeOf } from '../measure.ts';
import { watchMemory } from '../memory.ts';
import { defineScenario } from '../scenario.ts';
import { openServingContext, openStageIn } from '../stage.ts';

const body =
  'Harbor: hello {{ first_name | default: "there" }}, the winter sale opens on Saturday. Reply STOP to opt out';
// Five in the afternoon in New York, on a Tuesday.
const at = new Date('2026-11-24T22:00:00Z');

export const flight = defineScenario({
  name: 'flight',
  about:
    'Checks a marketing campaign to a million people of all area codes of the United States before its launch at 17:00 in New York: consent, hours on every clock that each may have, caps, rendering and parts for everybody, then the waterfall, the hours by zone, the end, the cost and twenty samples, in one answer.',
  figures: {
    people: 'people on the list; a third with a state, a twentieth with a time zone of their own',
    seconds: 'one check, from the call to its answer',
    peoplePerSecond: 'the same as a speed',
    peakMiB: 'the most memory of the process meanwhile, the preparation of the bench included',
    atOnce: 'who would get it at once',
    quietHours: 'who waits for the law’s hours',
    linesByZone: 'lines of the table of hours',
  },
  limits:
    'Nobody has had a text before, so caps are asked and find nothing. Nobody else writes meanwhile; PostgreSQL shares the cores.',
  async run({ isQuick, size, workplace, say }) {
    const people = size ?? (isQuick ? 20_000 : 1_000_000);
    const stage = await openStageIn(workplace);
    say(`making ${people} people who agreed`);
    const { workspaceId, id } = await prepare(stage, people);
    const ctx = openServingContext(stage, workplace);
    const memory = watchMemory(process.pid);
    say('checking');
    let check: FlightCheck | undefined;
    const seconds = await timeOf(async () => {
      check = await lookAtFlight(ctx, systemScope(workspaceId, 'bench'), id, at);
    });
    const peakMiB = memory.takePeakMiB();
    memory.stop();
    const countOf = (line: string) => check?.departures.find((one) => one.line === line)?.count ?? 0;
    return {
      ...{ people, seconds, peoplePerSecond: people / seconds, peakMiB },
      ...{ atOnce: countOf('at_once'), quietHours: countOf('quiet_hours') },
      linesByZone: check?.hours.length ?? 0,
    };
  },
});

const peopleAtOnce = 50_000;

async function prepare(stage: Stage, people: number): Promise<{ workspaceId: string; id: string }> {
  const { ctx } = stage;
  const { workspaceId, sender } = await enrol(ctx, 0);
  const scope = systemScope(workspaceId, 'bench');
  const program = await createProgram(ctx, scope, {
    ...{ name: 'Offers', purpose: 'marketing', brandName: 'Harbor', helpContact: 'help@example.com' },
    ...{ textsPerMonth: 4, disclosure: 'You agree to 4 texts a month from Harbor.' },
  });
  const list = await createList(ctx, scope, { name: 'Everybody' });
  // The territories are countries of their own to a workspace.
  const codes = areaCodes.filter((code) => countryOfNumber(`+1${code}5550100`) === 'US');
  const states = codes.map((code) => areaOfCode(code)?.region ?? 'NY');
  for (let first = 0; first < people; first += peopleAtOnce)
    await ctx.db.tx(workspaceId, (tx) =>
      tx.query(insertPeople, [
        ...[first, Math.min(first + peopleAtOnce, people) - 1, codes, states],
        ...[program.id, list.id],
      ]),
    );
  const campaign = await createCampaign(ctx, scope, {
    ...{ name: 'Winter', programId: program.id, senderId: sender.id, body },
    ...{ include: { lists: [list.id], tags: [] }, exclude: { lists: [], tags: [] } },
  });
  return { workspaceId, id: campaign.id };
}

// Neighbours live in different areas, as people of a real list do.
const insertPeople = `with made as (
    insert into contact (workspace_id, number, first_name, country, region, time_zone, time_zone_source)
    select current_workspace(), '+1' || ($3::text[])[n % cardinality($3) + 1] || '555' || lpad((n / cardinality($3))::text, 4, '0'),
      case when n % 10 > 0 then (array['Ana', 'José', 'Zoë', 'Ben', '李', 'Dana', 'Ines', 'Kofi'])[n % 8 + 1] || ' ' || n end, 'US',
      case when n % 3 = 0 then ($4::text[])[n % cardinality($4) + 1] end,
      case when n % 20 = 0 then 'America/Denver' end, case when n % 20 = 0 then 'own' end
    from generate_series($1::bigint, $2::bigint) n returning id, number),
  agreed as (
    insert into consent (workspace_id, program_id, number, contact_id, status, event_id, event_at, level)
    select current_workspace(), $5::uuid, number, id, 'opted_in', 1, now(), 'pewc' from made)
  insert into list_member (workspace_id, list_id, contact_id) select current_workspace(), $6::uuid, id from made`;
