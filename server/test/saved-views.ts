import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Ask } from './app.ts';

/** Adalina Quillfeather (+1 312 555 0142) as what somebody of the staff has looked for; one of the views is there no more. */
export async function saveViewsOfAda(clerk: Ask): Promise<void> {
  const save = async (name: string, search: string): Promise<string> => {
    const made = await clerk({
      ...{ method: 'POST', url: '/v1/views', headers: { 'idempotency-key': randomUUID() } },
      payload: { place: '/people', name, search, is_shared: true },
    });
    expect(made.statusCode).toBe(201);
    return made.json().id;
  };
  await save('The one from the fair', '?search=Quillfeather');
  await save('Adalina Quillfeather', '?search=312%20555%200142');
  const gone = await save('Gone', '?search=adalina%40quillfeather.example');
  expect((await clerk({ method: 'DELETE', url: `/v1/views/${gone}` })).statusCode).toBe(204);
}
