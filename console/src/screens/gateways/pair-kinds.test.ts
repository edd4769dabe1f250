import { expect, it } from 'vitest';
import { pairKinds } from './pair-kinds.ts';

const kind = (code: string, name: string) => ({ kind: code, name });

it('names each carrier once, by name, with its rehearsal beside it', () => {
  const [smpp, twilio, own] = [kind('smpp', 'SMPP'), kind('twilio', 'Twilio'), kind('http', 'A file')];
  const [rehearsedSmpp, alone] = [kind('rehearsal_smpp', 'SMPP, rehearsed'), kind('rehearsal_fax', 'Fax')];
  expect(pairKinds([smpp, rehearsedSmpp, alone, twilio, own])).toEqual([
    { carrier: own, rehearsal: undefined },
    { carrier: smpp, rehearsal: rehearsedSmpp },
    { carrier: twilio, rehearsal: undefined },
    { carrier: undefined, rehearsal: alone },
  ]);
});
