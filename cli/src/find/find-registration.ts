import type { Schemas } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { oneLine } from '../print/plain.ts';
import { notFound } from '../refusal.ts';

type Registration = Schemas['Registration'];

/** By its id or its name. */
export async function findRegistration(desk: Desk, which: string): Promise<Registration> {
  const { data } = await desk.tidings.call('get', '/v1/registrations');
  const found = data.find(({ id, name }) => id === which || name.toLowerCase() === which.toLowerCase());
  if (found) return found;
  throw notFound(
    'registration.not_found',
    `There is no registration “${oneLine(which)}” here. List them: tidings registration`,
  );
}
