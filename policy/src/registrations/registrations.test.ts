import { describe, expect, test } from 'vitest';
import { goodForms } from './example-forms.ts';
import {
  type Answers,
  exportForm,
  fieldsToMend,
  findDrift,
  formAsCsv,
  isAffected,
  limitClasses,
  limitsOf,
  type PaperedSender,
  type Papers,
  papersRefusal,
  partsPerSecondOf,
  providerNames,
} from './index.ts';

describe('export', () => {
  test('writes a campaign in Twilio’s names', () => {
    const { body, asked, leftOut } = exportForm('twilio', 'campaign', goodForms.campaign) ?? {
      body: {},
      asked: {},
      leftOut: [],
    };
    expect(body).toMatchObject({
      UsAppToPersonUsecase: 'MARKETING',
      MessageSamples: goodForms.campaign.samples,
      OptOutKeywords: ['STOP', 'END', 'QUIT'],
      HasEmbeddedLinks: true,
      SubscriberOptIn: true,
    });
    expect(Object.keys(asked)).toEqual(['BrandRegistrationSid']);
    expect(leftOut).toEqual(['display_name', 'website']);
  });

  test('writes a short-code application in the parts of Twilio’s', () => {
    expect(exportForm('twilio', 'short_code', goodForms.short_code)?.body).toMatchObject({
      friendly_name: 'Harbor Coffee',
      sms_campaign_details: { campaign_name: 'News and offers', sc_use_case_categories: ['MARKETING'] },
      content_examples: { examples: goodForms.short_code.samples },
      compliance_keywords: { help: goodForms.short_code.help_message },
    });
  });

  test('numbers samples and joins keywords as the registry does', () => {
    for (const provider of ['tcr', 'telnyx', 'bandwidth', 'bird'])
      expect(exportForm(provider, 'campaign', goodForms.campaign)?.body).toMatchObject({
        sample1: (goodForms.campaign.samples as string[])[0],
        sample2: (goodForms.campaign.samples as string[])[1],
        optoutKeywords: 'STOP,END,QUIT',
        usecase: 'MARKETING',
      });
  });

  test('nests what a provider nests', () => {
    expect(exportForm('bandwidth', 'toll_free', goodForms.toll_free)?.body).toMatchObject({
      businessAddress: { name: 'Harbor Coffee Roasters LLC', city: 'Portland', zip: '04101' },
      businessContact: { firstName: 'Ada', phoneNumber: '+12075550142' },
      optInWorkflow: { imageUrls: ['https://harborcoffee.example/texts.png'] },
      messageVolume: 10_000,
    });
  });

  test('never hands the policy’s own words in, and knows every form plainly', () => {
    for (const kind of ['brand', 'campaign', 'toll_free', 'short_code', 'alphanumeric'] as const) {
      const plain = exportForm('plain', kind, goodForms[kind]);
      expect(plain?.leftOut).toEqual([]);
      expect(JSON.stringify(plain?.body)).not.toContain('privacy_policy_text');
    }
    expect(providerNames).toEqual([
      'plain',
      'tcr',
      'twilio',
      'telnyx',
      'bandwidth',
      'vonage',
      'plivo',
      'sinch',
      'bird',
      'clicksend',
      'textmagic',
    ]);
  });

  test('writes names in place of numbers in the names of those who take them by API', () => {
    const name = goodForms.alphanumeric;
    const { sender_id: senderId, destination_country: country } = name;
    const bodyOf = (provider: string) => exportForm(provider, 'alphanumeric', name)?.body;
    expect(bodyOf('twilio')).toEqual({ AlphaSender: senderId, IsoCountryCode: country });
    expect(bodyOf('telnyx')).toEqual({ alphanumeric_sender_id: senderId });
    expect(bodyOf('clicksend')).toEqual({ alpha_tag: senderId, countries: [country] });
    expect(bodyOf('textmagic')).toMatchObject({ senderId, explanation: expect.any(String) });
  });

  test('says who takes names by a form or a ticket alone, and prints ours for it', () => {
    const plain = exportForm('plain', 'alphanumeric', goodForms.alphanumeric)?.body;
    for (const provider of ['vonage', 'plivo', 'bird', 'sinch']) {
      const exported = exportForm(provider, 'alphanumeric', goodForms.alphanumeric);
      expect(exported?.body).toEqual(plain);
      expect(exported?.handedIn).toMatch(/\.$/);
      expect(exported?.confidence).not.toBe('R');
    }
    expect(exportForm('bandwidth', 'alphanumeric', goodForms.alphanumeric)).toBeNull();
    expect(exportForm('twilio', 'alphanumeric', goodForms.alphanumeric)?.handedIn).toMatch(/registers/);
    expect(exportForm('twilio', 'campaign', goodForms.campaign)?.handedIn).toBeNull();
  });

  test('says so where a provider has no such form', () => {
    expect(exportForm('vonage', 'short_code', goodForms.short_code)).toBeNull();
    expect(exportForm('nobody', 'brand', goodForms.brand)).toBeNull();
  });

  test('writes a spreadsheet that is no program', () => {
    const csv = formAsCsv({
      body: { phone: '+12075550142', name: '=cmd()', list: ['a', 'b"c'], more: { city: 'A, B' } },
    });
    expect(csv).toBe('phone,name,list,more.city\r\n+12075550142,\'=cmd(),"a|b""c","A, B"\r\n');
  });
});

describe('limits', () => {
  test.each([
    ['MARKETING', 80, 4_500, 2_400, 200_000],
    ['MARKETING', 60, 2_400, 1_200, 40_000],
    ['MARKETING', 30, 240, 150, 10_000],
    ['2FA', null, 240, 150, 2_000],
    ['LOW_VOLUME', 90, 75, 50, 200_000],
    ['SOLE_PROPRIETOR', null, 15, 50, 1_000],
    ['SOCIAL', 50, 9_000, 2_400, 40_000],
  ])(
    'of %s with a score of %s are %d texts and %d pictures a minute and %d a day',
    (useCase, score, ...parts) => {
      const limits = limitsOf(useCase, score);
      expect(limits.map(({ carrier }) => carrier)).toEqual(['att', 'att_mms', 'tmobile', 'verizon']);
      expect(limits.slice(0, 3).map((limit) => limit.parts)).toEqual(parts);
    },
  );

  test('are each one of the classes that are listed', () => {
    for (const useCase of ['MARKETING', 'MIXED', 'LOW_VOLUME', 'CHARITY', 'POLITICAL', 'AGENTS_FRANCHISES'])
      for (const score of [null, 10, 30, 60, 90]) {
        const [att] = limitsOf(useCase, score);
        expect(limitClasses.att.some(({ parts, per }) => parts === att?.parts && per === att.per)).toBe(true);
      }
    expect(limitClasses.att.slice(0, 6).map(({ name }) => name)).toEqual(['A', 'B', 'C', 'D', 'E', 'F']);
  });

  test('of a day are never exceeded, whatever the hour', () => {
    const tmobile = limitsOf('MARKETING', 80).find(({ carrier }) => carrier === 'tmobile');
    if (!tmobile) throw new Error('T-Mobile has a limit');
    expect(partsPerSecondOf(tmobile) * 86_400).toBeCloseTo(200_000, 6);
    expect(partsPerSecondOf(tmobile, 12)).toBeCloseTo(2 * partsPerSecondOf(tmobile), 9);
  });
});

describe('papers', () => {
  const now = Date.UTC(2026, 10, 24);
  const none: Papers = {
    isRehearsal: false,
    kind: null,
    status: null,
    expiresAtMs: null,
    graceUntilMs: null,
  };
  const of = (
    kind: PaperedSender['kind'],
    papers: Partial<Papers> = {},
    number = '+12025550100',
  ): PaperedSender => ({
    ...{ number, kind },
    papers: { ...none, ...papers },
  });

  test.each([
    ['an approved campaign', of('long_code', { kind: 'campaign', status: 'approved' })],
    ['an approved verification', of('toll_free', { kind: 'toll_free', status: 'approved' })],
    ['an approved application', of('short_code', { kind: 'short_code', status: 'approved' }, '12345')],
    ['the rehearsal', of('long_code', { isRehearsal: true })],
    ['a grace that has not ended', of('long_code', { graceUntilMs: now + 1 })],
    [
      'an approval that has not ended',
      of('long_code', { kind: 'campaign', status: 'approved', expiresAtMs: now + 1 }),
    ],
  ])('let a sender text the US with %s', (_why, sender) => {
    expect(papersRefusal(sender, now)).toBeNull();
  });

  test.each([
    ['sender.unregistered', of('long_code')],
    ['sender.unregistered', of('long_code', { kind: 'toll_free', status: 'approved' })],
    ['sender.unregistered', of('long_code', { kind: 'campaign', status: 'approved', expiresAtMs: now })],
    ['sender.unregistered', of('long_code', { graceUntilMs: now })],
    ['sender.unverified', of('toll_free', { kind: 'toll_free', status: 'pending' })],
    ['sender.unapproved', of('short_code', {}, '12345')],
    ['sender.not_for_us', of('long_code', { kind: 'campaign', status: 'approved' }, '+447700900123')],
    ['sender.not_for_us', of('alphanumeric', {}, 'Harbor')],
    ...(['draft', 'submitted', 'pending', 'rejected', 'suspended', 'expired'] as const).map(
      (status) => ['sender.unregistered', of('long_code', { kind: 'campaign', status })] as const,
    ),
  ] as const)('refuse as %s', (code, sender) => {
    expect(papersRefusal(sender, now)?.code).toBe(code);
  });

  test('concern the US and its territories, and of toll-free numbers Canada', () => {
    expect(['US', 'PR', 'CA', 'GB', null].map((country) => isAffected('long_code', country))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(isAffected('toll_free', 'CA')).toBe(true);
  });
});

describe('drift', () => {
  const care: Answers = {
    use_case: 'CUSTOMER_CARE',
    website: 'https://harborcoffee.example',
    samples: [
      'Harbor Coffee: your order [number] is ready at the counter. Reply STOP to opt out',
      'Harbor Coffee: we got your question about order [number] and answer within a day.',
    ],
  };
  const like = {
    body: 'Harbor Coffee: your order {{ number }} is ready at the counter. Reply STOP to opt out',
    texts: 900,
  };
  const rules = (answers: Answers, ...more: { body: string; texts: number }[]) =>
    findDrift(answers, [like, ...more]).findings.map(({ rule, texts }) => [rule, texts]);

  test('is not raised by what was registered', () => {
    expect(findDrift(care, [like])).toEqual({ texts: 900, unlike: 0, findings: [] });
    expect(findDrift(care, [])).toEqual({ texts: 0, unlike: 0, findings: [] });
  });

  test.each([
    ['drift.promotes', 'Harbor Coffee: get 20% off your next order. Reply STOP to opt out'],
    ['drift.promotes', 'Harbor Coffee: rye is $5 a loaf until Friday. Reply STOP to opt out'],
    ['drift.links', 'Harbor Coffee: your order is ready, see harborcoffee.example/o/1'],
    ['drift.phones', 'Harbor Coffee: your order is ready, call 202-555-0143'],
    ['drift.age_gated', 'Harbor Coffee: craft beer and whiskey on sale tonight, shop now'],
  ])('is raised as %s', (rule, body) => {
    expect(rules(care, { body, texts: 100 })).toContainEqual([rule, 100]);
  });

  test('is not raised by one text in a thousand', () => {
    expect(
      rules(care, { body: 'Harbor Coffee: your order is ready, see harborcoffee.example/o/1', texts: 1 }),
    ).toEqual([]);
  });

  test('is raised when links go elsewhere', () => {
    const answers = { ...care, has_links: true };
    expect(
      rules(answers, { body: 'Harbor Coffee: your order is ready, see other.example/o', texts: 100 }),
    ).toEqual([['drift.other_domain', 100]]);
    expect(
      rules(answers, { body: 'Harbor Coffee: your order is ready, see harborcoffee.example/o', texts: 100 }),
    ).toEqual([]);
  });

  test('is raised when half of the texts are like no sample', () => {
    const strange = {
      body: 'Town hall meets on Tuesday about the new bridge, come and bring your neighbours',
      texts: 900,
    };
    expect(rules(care, strange)).toEqual([['drift.unlike_samples', 900]]);
    // The name of the brand and the way out are in every text, and make none alike.
    const dressed = { ...strange, body: `Harbor Coffee: ${strange.body}. Reply STOP to opt out` };
    expect(rules(care, dressed)).toEqual([['drift.unlike_samples', 900]]);
    expect(rules(care, { ...strange, texts: 300 })).toEqual([]);
  });
});

describe('a rejection', () => {
  test.each([
    ['611', 'Rejected', ['message_flow']],
    ['805', 'Rejected', ['privacy_policy_url', 'privacy_policy_text']],
    [null, 'The call to action does not show how end users opt in.', ['message_flow']],
    [null, 'Sample messages must contain the brand name.', ['display_name', 'samples']],
    [null, 'No reason we have ever heard of.', []],
  ])('%s “%s” names the fields to mend', (code, reason, fields) => {
    expect(fieldsToMend('campaign', code, reason)).toEqual(fields);
  });

  test('names only fields that the form has', () => {
    expect(fieldsToMend('brand', null, 'Privacy policy missing; EIN does not match the legal name')).toEqual([
      'legal_name',
      'registration_number',
    ]);
  });
});
