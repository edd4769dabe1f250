import { Conflict, Forbidden } from '../../platform/errors.ts';
import type { ProcessingRecord } from './processing-record.ts';

export const degrees = ['low', 'medium', 'high'] as const;
export type Degree = (typeof degrees)[number];

/** The contents that GDPR art. 35(7) asks for, with the advice and views of 35(2) and (9). */
export type AssessmentBody = {
  readonly description: string;
  readonly purposes: string;
  readonly necessity: string;
  readonly proportionality: string;
  readonly officer_advice: string;
  readonly views_of_people: string;
  readonly risks: readonly {
    readonly risk: string;
    readonly likelihood: Degree;
    readonly severity: Degree;
    readonly measures: string;
    readonly residual: Degree;
  }[];
};

export type AssessmentVersion = {
  readonly version: number;
  readonly body: AssessmentBody;
  readonly writtenAt: Date;
  readonly writtenBy: string;
  readonly verdict: 'accepted' | 'rejected' | 'ask_authority' | null;
  readonly verdictNote: string | null;
  readonly signedAt: Date | null;
  readonly signedBy: string | null;
};

/** What the product knows of risks and of what it does about them. Degrees are a beginning: the business judges them. */
const knownRisks: AssessmentBody['risks'] = [
  {
    ...{
      risk: 'A text reaches somebody else, because the number has a new owner',
      likelihood: 'medium',
      severity: 'medium',
    },
    measures:
      'Replies that say so suppress the number at once; consent is never carried over; texts hold no more than they need.',
    residual: 'low',
  },
  {
    ...{ risk: 'Somebody is texted who has left, or never agreed', likelihood: 'medium', severity: 'medium' },
    measures:
      'Consent and opt-outs are asked of the record at the last moment before each text; opt-outs are read in any words.',
    residual: 'low',
  },
  {
    ...{
      risk: 'A list, or the whole database, becomes known to others',
      likelihood: 'low',
      severity: 'high',
    },
    measures:
      'Roles and scopes, second factor, row security by workspace, sealed credentials, an audit that cannot be changed unseen, signed backups.',
    residual: 'medium',
  },
  {
    ...{ risk: 'Choosing people by what they did profiles them', likelihood: 'medium', severity: 'low' },
    measures:
      'People see what is on file, set how often and when they are texted, and can object; nothing with legal effect is decided.',
    residual: 'low',
  },
  {
    ...{ risk: 'A gateway keeps or passes on what it carries', likelihood: 'medium', severity: 'medium' },
    measures:
      'The register of processors names contract, sub-processors and safeguard of each; gateways get the number and the words alone.',
    residual: 'medium',
  },
];

/** A beginning, from what is really there. */
export function draftOf(record: ProcessingRecord): AssessmentBody {
  const programs = record.activities.filter(({ name }) => name.startsWith('Program '));
  return {
    description: [
      `${record.workspace.name} sends text messages with software that it runs itself.`,
      ...programs.map(({ name, people, data }) => `${name}: ${people}. Data: ${data.join('; ')}.`),
      `Recipients: ${[...new Set(record.activities.flatMap(({ recipients }) => recipients))].join('; ')}.`,
    ].join('\n'),
    purposes: programs
      .map(({ name, purposes, legal_basis: basis }) => `${name}: ${purposes} Basis: ${basis}.`)
      .join('\n'),
    necessity: 'To be written: why these purposes cannot be reached with less data or fewer texts.',
    proportionality: 'To be written: how frequency, hours and choice keep the burden on people small.',
    officer_advice:
      'To be written: what the data protection officer advised (art. 35(2)), or that there is none.',
    views_of_people:
      'To be written: what people or their representatives said (art. 35(9)), or why they were not asked.',
    risks: knownRisks,
  };
}

/** As drafts begin; nobody can accept an assessment that still says so. */
export const unwritten = /^To be written/;

/** Somebody else than the author signs; what is unfinished or leaves a high risk cannot be accepted (art. 36(1)). */
export function refuseSignature(
  found: AssessmentVersion,
  signer: { readonly actor: string },
  verdict: NonNullable<AssessmentVersion['verdict']>,
): void {
  if (found.verdict !== null)
    throw new Conflict(
      'assessment.signed',
      'This version is signed already. Write a new one to change anything.',
    );
  if (found.writtenBy === signer.actor)
    throw new Forbidden('assessment.own_words', 'You wrote this version, so somebody else must sign it.');
  if (verdict !== 'accepted') return;
  const open = Object.entries(found.body).filter(
    ([, value]) => typeof value === 'string' && unwritten.test(value),
  );
  if (open.length > 0)
    throw new Conflict(
      'assessment.unfinished',
      `It cannot be accepted before this is written: ${open.map(([name]) => name).join(', ')}.`,
    );
  if (found.body.risks.some(({ residual }) => residual === 'high'))
    throw new Conflict(
      'assessment.high_risk',
      'A risk stays high after the measures, so the authority has to be asked first: sign with ask_authority (GDPR art. 36(1)).',
    );
}
