import type { Workspace } from '../../accounts/index.ts';
import { publicId } from '../../platform/ids.ts';
import type { ProcessingFacts } from './facts.queries.ts';
import type { GatewayInUse, Processor } from './processor.queries.ts';
import { isTransfer, lacksOf, unrecorded } from './processor.ts';
import { factsOfPurpose } from './purposes.ts';

export type Activity = {
  readonly name: string;
  readonly purposes: string;
  readonly legal_basis: string;
  readonly people: string;
  readonly data: readonly string[];
  readonly recipients: readonly string[];
  readonly transfers: readonly string[];
  readonly retention: string;
};

/** What nobody but the business can say; whatever is left out stands as missing. */
export type Additions = {
  readonly controller?:
    | { readonly name: string; readonly address: string; readonly contact: string }
    | undefined;
  readonly joint_controllers?: readonly string[] | undefined;
  readonly representative?: string | undefined;
  readonly data_protection_officer?: string | undefined;
  readonly activities?: readonly Activity[] | undefined;
  readonly security?: readonly string[] | undefined;
  /** In place of what is generated for an activity, by its name. */
  readonly corrections?:
    | readonly { readonly activity: string; readonly legal_basis?: string; readonly retention?: string }[]
    | undefined;
};

export type RecordInput = {
  readonly workspace: Workspace;
  readonly facts: ProcessingFacts;
  readonly processors: readonly Processor[];
  readonly gateways: readonly GatewayInUse[];
  readonly additions: Additions;
  /** For how many months texts are kept; null keeps them. */
  readonly textsForMonths: number | null;
  readonly at: Date;
};

export type ProcessingRecord = ReturnType<typeof buildRecord>;

/** The record of processing (GDPR art. 30(1)), from what is really there and what the business has added. Pure. */
export function buildRecord(input: RecordInput) {
  const { workspace, facts, additions, processors, gateways, at } = input;
  const controllers = facts.brands.map(
    ({ name, legalName, postalAddress }) =>
      `${legalName ?? name}${postalAddress === null ? '' : `, ${postalAddress}`}`,
  );
  return {
    object: 'processing_record' as const,
    made_at: at.toISOString(),
    workspace: { id: publicId('wsp', workspace.id), name: workspace.name, country: workspace.country },
    controller: {
      named: additions.controller ?? null,
      brands: controllers,
      joint_controllers: [...(additions.joint_controllers ?? [])],
      representative: additions.representative ?? null,
      data_protection_officer: additions.data_protection_officer ?? null,
    },
    activities: [
      ...facts.programs.map((program) => ofProgram(program, input)),
      ...ofTheHouse(input),
      ...(additions.activities ?? []),
    ].map((activity) => correct(activity, additions)),
    processors: processors
      .filter(({ endedOn }) => endedOn === null)
      .map((one) => ({
        ...{ name: one.name, service: one.service, country: one.country, agreement_on: one.dpaOn },
        sub_processors: [...one.subProcessors],
        safeguard: one.safeguard,
      })),
    security: [...securityOf(facts), ...(additions.security ?? [])],
    missing: [
      ...(additions.controller
        ? []
        : ['Name, address and contact of the controller are not said (art. 30(1)(a)).']),
      ...facts.brands
        .filter(({ legalName, postalAddress }) => legalName === null || postalAddress === null)
        .map(({ name }) => `The brand ${name} lacks its legal name or postal address.`),
      ...unrecorded(gateways, processors).map(
        ({ name, kind }) =>
          `The gateway ${name} (${kind}) gets texts and stands in no entry of the register of processors.`,
      ),
      ...processors.flatMap((one) => lacksOf(one, workspace.country)),
    ],
  };
}

const correct = (activity: Activity, { corrections = [] }: Additions): Activity => {
  const own = corrections.find((one) => one.activity === activity.name);
  return own
    ? {
        ...activity,
        legal_basis: own.legal_basis ?? activity.legal_basis,
        retention: own.retention ?? activity.retention,
      }
    : activity;
};

// The months that the operator sets are of texts alone.
const repliesKept = 'Replies: until the person is erased; no general period is set.';
const textsKept = (months: number | null) =>
  months === null
    ? 'Texts and replies: until the person is erased; no general period is set. '
    : `Texts: ${months} months. ${repliesKept} `;
const proofKept =
  'Proof of consent and opt-outs: as long as they are relied on, and after an erasure under a pseudonym, for legal claims (art. 17(3)(e)).';

function ofProgram(program: ProcessingFacts['programs'][number], input: RecordInput): Activity {
  const { what, basis } = factsOfPurpose(program.purpose);
  const { facts, textsForMonths } = input;
  return {
    name: `Program “${program.name}” of ${program.brandName}`,
    purposes: `${what}; up to ${program.textsPerMonth} texts a month.`,
    legal_basis: basis,
    people: `${program.people.toLocaleString('en-US')} ${program.people === 1 ? 'person who has' : 'people who have'} joined`,
    data: [
      'Telephone number, name, e-mail address, country, region, language, time zone',
      ...(facts.fields.length > 0 ? [`Fields of the business’s own: ${facts.fields.join(', ')}`] : []),
      'Lists and tags',
      'Evidence of consent: words shown, when, how, and for web forms the address and the browser',
      'Texts sent, their receipts, and replies',
    ],
    ...recipientsOf(program.gateways, input),
    retention: `Contact: until they are erased. ${textsKept(textsForMonths)}${proofKept}`,
  };
}

function recipientsOf(names: readonly string[], { processors, gateways, workspace }: RecordInput) {
  const used = gateways.filter(({ name }) => names.includes(name));
  const entries = processors.filter(
    ({ gatewayId, endedOn }) => endedOn === null && used.some(({ id }) => id === gatewayId),
  );
  return {
    recipients:
      used.length === 0
        ? ['None outside: no text of this program has left by a gateway to a company outside']
        : used.map(({ name, kind }) => `${name} (${kind}), which hands texts to telephone carriers`),
    transfers: entries
      .filter(({ country }) => isTransfer(workspace.country, country))
      .map(
        ({ name, country, safeguard }) => `To ${name} in ${country}: ${safeguard ?? 'safeguard not said'}`,
      ),
  };
}

/** What every workspace does beside its programs. */
function ofTheHouse({ facts }: RecordInput): Activity[] {
  const inHouse = { recipients: ['None outside'], transfers: [] };
  return [
    {
      name: 'Keeping people from being texted who do not want it',
      purposes: 'Obeying opt-outs and do-not-call lists.',
      legal_basis: 'Legal obligation, GDPR art. 6(1)(c), and legitimate interests, art. 6(1)(f)',
      people: `${facts.suppressed.toLocaleString('en-US')} numbers that are suppressed`,
      data: ['Telephone number, or a keyed hash of it', 'When, how and in which words the person left'],
      ...inHouse,
      retention: 'Until the person comes back by their own word; after an erasure as a keyed hash.',
    },
    {
      name: 'Reading and answering replies',
      purposes: 'Finding opt-outs however they are said, and answering people.',
      legal_basis: 'Legal obligation, GDPR art. 6(1)(c), and legitimate interests, art. 6(1)(f)',
      people: 'Whoever writes to a number of the business',
      data: [
        'Telephone number, words and pictures of the reply',
        'What the reader made of it, and how sure it was; nothing leaves the machine for that',
      ],
      ...inHouse,
      retention: repliesKept,
    },
    {
      name: 'Requests about personal data, complaints and breaches',
      purposes: 'Answering people and authorities.',
      legal_basis: 'Legal obligation, GDPR art. 6(1)(c)',
      people: 'People who ask or complain',
      data: ['Telephone number, what was asked, what was done and answered'],
      ...inHouse,
      retention: 'Kept as evidence; whom it is about becomes a pseudonym when the person is erased.',
    },
    {
      name: 'Accounts of staff and the audit',
      purposes: 'Letting staff in, and showing who did what.',
      legal_basis: 'Legitimate interests, GDPR art. 6(1)(f); national law on employment (art. 88)',
      people: `${membersIn(facts.members)} of staff`,
      data: [
        'Name, e-mail address, role',
        'Sign-ins, and what they changed',
        'Training and policies acknowledged',
      ],
      ...inHouse,
      retention: 'The audit cannot be changed and is kept.',
    },
  ];
}

const securityOf = (facts: ProcessingFacts): string[] => [
  'Workspaces are kept apart in the database itself (row security that is forced), beside what each query says.',
  facts.needsSecondFactor
    ? 'Everybody who works here signs in with a second factor.'
    : 'A second factor can be used and is not asked of everybody.',
  'Passwords are kept as argon2id; credentials of gateways are sealed with the installation’s key.',
  `What ${facts.members === 1 ? 'the one member' : `each of ${membersIn(facts.members)}`} may do follows from a role; API keys have scopes, and approve nothing.`,
  facts.approvalsNeeded > 0
    ? `Campaigns need the approval of ${facts.approvalsNeeded === 1 ? 'one other person' : `${facts.approvalsNeeded} others`}.`
    : 'Campaigns need no approval but for emergencies.',
  'Every change is written into an audit whose tree of hashes is signed; consents are a chain of hashes.',
  'An erasure is looked for in every table; what keeps a number from being texted again is a keyed hash.',
  'Backups are signed and can be sealed; a restored database sends nothing until a person has looked.',
];

const membersIn = (count: number): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? 'member' : 'members'}`;
