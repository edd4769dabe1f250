import { type Static, Type } from 'typebox';
import { bestHourOf, listHours, readHourState } from '../../campaigns/index.ts';
import { getContact } from '../../contacts/index.ts';
import type { Context } from '../../platform/context.ts';
import { NotFound } from '../../platform/errors.ts';
import { nullable } from '../../platform/http/nullable.ts';
import type { Http } from '../../platform/http/server.ts';
import { readNumberId } from '../../platform/ids.ts';

const Hour = Type.Integer({ minimum: 0, maximum: 23 });
const Hours = Type.Array(Type.Integer({ minimum: 0 }), { minItems: 24, maxItems: 24 });

const ContactHours = Type.Object(
  {
    object: Type.Literal('contact_hours'),
    contact_id: Type.String(),
    answers: {
      ...Hours,
      description: 'How often they clicked or replied at each hour of their own clock, from midnight on.',
    },
    answered: Type.Integer({ minimum: 0, description: 'All of these together.' }),
    best_hour: {
      ...nullable(Hour),
      description:
        'When a text at everybody’s best hour would go to them; null while nobody of the workspace has answered.',
    },
    is_own: Type.Boolean({
      description: 'False while it is everybody’s hour, for want of answers of theirs.',
    }),
    sentence: Type.String(),
  },
  { title: 'ContactHours' },
);

/** When one person answers, which is what "at everybody's best hour" goes by. */
export function ownHoursRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/contacts/:id/hours',
    {
      config: { permission: 'contacts.read', isNarrowed: true },
      schema: {
        summary: 'Read at which hours of their own clock a person answers, and which is their best one',
        tags: ['contacts'],
        params: Type.Object({ id: Type.String({ description: 'con_…' }) }),
        response: { 200: ContactHours },
      },
    },
    async ({ params: { id }, scope }) => {
      const number = readNumberId('con', id);
      if (number === null)
        throw new NotFound('contact.not_found', 'There is no such contact in this workspace.');
      return ctx.db.tx(scope.workspaceId, async (tx) => {
        const contact = await getContact(tx, number);
        const { hours: everybody } = await readHourState(tx);
        const [own] = await listHours(tx, [contact.id]);
        return toAnswer(id, own?.hours ?? everybody.map(() => 0), everybody);
      });
    },
  );
}

export function toAnswer(
  id: string,
  own: readonly number[],
  everybody: readonly number[],
): Static<typeof ContactHours> {
  const answered = own.reduce((sum, one) => sum + one, 0);
  const best = bestHourOf(own, everybody);
  return {
    object: 'contact_hours',
    contact_id: id,
    ...{ answers: [...own], answered, best_hour: best, is_own: answered > 0 },
    sentence: sentenceOf(best, answered),
  };
}

function sentenceOf(best: number | null, answered: number): string {
  if (best === null) return 'Nobody has answered yet; a text at the best hour would go at noon.';
  const hour = `${String(best).padStart(2, '0')}:00`;
  if (answered === 0)
    return `This person has not answered yet. ${hour} is when people of this workspace answer most.`;
  return answered === 1
    ? `Once so far: it leans from everybody’s hour to theirs, to ${hour}.`
    : `After ${answered} answers their best hour is ${hour}, smoothed toward everybody’s.`;
}
