import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { adapters } from './gateways.ts';

const guides = join(import.meta.dirname, '../../../docs/guides/gateways');
// Two interfaces of one carrier share a page, and one is called by what it is.
const pages: Readonly<Record<string, string>> = {
  ...{ vonage_sms: 'vonage', bird_channels: 'bird', http_gateway: 'http' },
};
const originals = adapters.filter((one) => !one.isRehearsal || one.kind === 'rehearsal');

describe.each(originals)('the guide to $kind', ({ kind, form }) => {
  const guide = readFileSync(join(guides, `${pages[kind] ?? kind}.md`), 'utf8');

  test('shows how it is connected', () => {
    // The service keeps this one itself, and refuses a second.
    expect(guide).toContain(
      kind === 'rehearsal' ? 'TIDINGS_CARRIER_URL' : `tidings gateways connect ${kind} `,
    );
  });

  test('names each field as it is entered', () => {
    const missing = form.filter(({ name }) => !new RegExp(`[\`" ]${name}[\`"=]`).test(guide));
    expect(missing.map(({ name }) => name)).toEqual([]);
  });
});
