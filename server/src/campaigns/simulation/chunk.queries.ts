import type { Tx } from '../../platform/db/pool.ts';
import type { WrittenPassenger } from './passenger.ts';
import type { Simulation } from './simulation.ts';

type Attempt = Pick<Simulation, 'id' | 'attempt'>;
export type WrittenChunk = { readonly place: number; readonly people: readonly WrittenPassenger[] };

/** Keeps people of a simulation while it runs, outside of everything that sends looks at. */
export async function insertSimulationChunks(
  tx: Tx,
  { id, attempt }: Attempt,
  chunks: readonly WrittenChunk[],
): Promise<void> {
  if (chunks.length === 0) return;
  await tx.query(
    `insert into simulation.chunk (workspace_id, simulation_id, attempt, place, people)
     select current_workspace(), $1, $2, c.place, c.people from unnest($3::integer[], $4::json[]) as c (place, people)`,
    [id, attempt, chunks.map(({ place }) => place), chunks.map(({ people }) => JSON.stringify(people))],
  );
}

/** Takes a chunk out: whoever is in it is put down again or has come to their end. */
export async function takeSimulationChunk(
  tx: Tx,
  { id, attempt }: Attempt,
  place: number,
): Promise<readonly WrittenPassenger[]> {
  const { rows } = await tx.query<{ people: readonly WrittenPassenger[] }>({
    name: 'campaigns_take_simulation_chunk',
    text: `delete from simulation.chunk where workspace_id = current_workspace() and simulation_id = $1 and attempt = $2 and place = $3
           returning people`,
    values: [id, attempt, place],
  });
  const [chunk] = rows;
  if (!chunk) throw new RangeError(`A chunk of a simulation is gone: ${place}.`);
  return chunk.people;
}

/** Everything that is kept of one simulation, of all its beginnings. */
export async function deleteSimulationChunks(tx: Tx, id: string): Promise<void> {
  await tx.query(
    'delete from simulation.chunk where workspace_id = current_workspace() and simulation_id = $1',
    [id],
  );
}

/** What is left of simulations that have come to their end, however they did. */
export async function sweepSimulationChunks(tx: Tx): Promise<void> {
  await tx.query(
    `delete from simulation.chunk c where c.workspace_id = current_workspace() and not exists (
       select from campaign_simulation s where s.workspace_id = c.workspace_id and s.id = c.simulation_id
         and s.attempt = c.attempt and s.status in ('copying', 'flying'))`,
  );
}
