import type { Submission } from '../gateway.ts';
import type { HttpRequest } from '../http/http-line.ts';
import { jsonRequest } from '../http/send-each.ts';
import type { BirdWorkspace } from './settings.ts';

const categories: Readonly<Record<string, string>> = {
  ...{ marketing: 'marketing', otp: 'authentication', service: 'service' },
};

/** The request for one text. The key is our reference, so that Bird takes the same text once within its hours. */
export const requestOf = ({ asking }: BirdWorkspace, text: Submission): HttpRequest =>
  jsonRequest(
    'POST',
    '/v1/sms/messages',
    { ...asking.headers, 'idempotency-key': text.reference },
    {
      ...{ to: text.to, from: text.from, text: text.body },
      category: categories[text.purpose ?? 'marketing'] ?? 'transactional',
      metadata: { reference: text.reference },
    },
  );
