import { Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId } from '../platform/ids.ts';
import { readContactId, readProgramId } from './contact-ids.ts';
import { RecordConsentBody, RecordedConsentAnswer } from './contacts.schemas.ts';
import { tellConsent } from './grant-consent.ts';

/** Recording what somebody who is on file agreed to. */
export function contactConsentRoutes(http: Http, ctx: Context): void {
  http.post(
    '/v1/contacts/:id/consents',
    {
      config: { permission: 'contacts.write', isNarrowed: true },
      schema: {
        summary: 'Record that this person agreed, how, when and what shows it',
        description:
          'Nobody is texted by it. What is worth more by law takes the place of what is worth less; whoever has opted out comes back by a text of their own alone.',
        tags: ['contacts'],
        params: Type.Object({ id: Type.String() }),
        body: RecordConsentBody,
        response: { 201: RecordedConsentAnswer },
      },
    },
    async ({ params, body, scope }, reply) => {
      const contactId = readContactId(params.id);
      const outcome = await tellConsent(ctx, scope, contactId, {
        programId: readProgramId(body.program_id),
        method: body.method,
        occurredAt: new Date(body.occurred_at),
        wordsShown: body.words_shown ?? null,
        attestation: body.attestation,
      });
      return reply.code(201).send({
        object: 'recorded_consent' as const,
        contact_id: publicId('con', contactId),
        program_id: body.program_id,
        outcome,
      });
    },
  );
}
