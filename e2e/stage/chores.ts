import { askAsSuperuser } from '../prove/ground/superuser.ts';

/** Has the service do a chore now that it does each minute, so that a story does not wait for the minute. It is done soon, not at once. */
export async function doChores(databaseUrl: string, ...tasks: readonly string[]): Promise<void> {
  for (const task of tasks) {
    await askAsSuperuser(databaseUrl, 'select graphile_worker.add_job($1)', [task]);
  }
}
