import { openSheet } from '../../platform/pdf/sheet.ts';
import { sha256 } from '../../platform/secrets.ts';
import type { ProcessingRecord } from './processing-record.ts';

/** The record as one list of headings and facts, from which both kinds of document are written. */
type Section = { readonly heading: string; readonly facts: readonly (readonly [string, string])[] };

function sectionsOf(record: ProcessingRecord): Section[] {
  const { controller } = record;
  const named = controller.named;
  const sections: Section[] = [
    {
      heading: 'Who is responsible',
      facts: [
        ['Controller', named ? `${named.name}, ${named.address}` : 'not said'],
        ['Contact', named?.contact ?? 'not said'],
        ...controller.brands.map((brand) => ['Brand', brand] as const),
        ...controller.joint_controllers.map((one) => ['Joint controller', one] as const),
        ['Representative', controller.representative ?? 'none'],
        ['Data protection officer', controller.data_protection_officer ?? 'none'],
      ],
    },
    ...record.activities.map((one) => ({
      heading: one.name,
      facts: [
        ['Purposes', one.purposes],
        ['Legal basis', one.legal_basis],
        ['People', one.people],
        ...one.data.map((data) => ['Data', data] as const),
        ...one.recipients.map((recipient) => ['Recipients', recipient] as const),
        ['Other countries', one.transfers.join('; ') || 'no transfer'],
        ['Kept for', one.retention],
      ] as const,
    })),
    {
      heading: 'Processors',
      facts: record.processors.map(
        (one) =>
          [
            one.name,
            `${one.service}; ${one.country ?? 'country not said'}; agreement ${one.agreement_on ?? 'missing'}${one.sub_processors.length > 0 ? `; with ${one.sub_processors.join(', ')}` : ''}${one.safeguard === null ? '' : `; ${one.safeguard}`}`,
          ] as const,
      ),
    },
    { heading: 'Security', facts: record.security.map((sentence) => ['Measure', sentence] as const) },
    { heading: 'What is missing', facts: record.missing.map((sentence) => ['Missing', sentence] as const) },
  ];
  return sections.filter(({ facts }) => facts.length > 0);
}

const titleOf = (version: number | null) =>
  `Record of processing${version === null ? '' : `, version ${version}`}`;
const below = ({ workspace, made_at: at }: ProcessingRecord) =>
  `${workspace.name}, under GDPR art. 30(1). Generated ${at} (UTC) from what is really there and what the business has added.`;

export function writeMarkdown(record: ProcessingRecord, version: number | null): string {
  const plain = (text: string) => text.replaceAll(/([\\`*_<>|#[\]])/g, '\\$1').replaceAll('\n', ' ');
  const lines = sectionsOf(record).flatMap(({ heading, facts }) => [
    `## ${plain(heading)}`,
    '',
    ...facts.map(([label, value]) => `- **${plain(label)}:** ${plain(value)}`),
    '',
  ]);
  return [`# ${titleOf(version)}`, '', plain(below(record)), '', ...lines].join('\n');
}

/** The same for people, with the JSON inside as a file. */
export function renderRecord(
  record: ProcessingRecord,
  json: string,
  version: number | null,
): NodeJS.ReadableStream {
  const title = titleOf(version);
  const sheet = openSheet(title, new Date(record.made_at), [
    {
      name: 'processing-record.json',
      bytes: Buffer.from(json, 'utf8'),
      description: 'The same facts for machines; its SHA-256 is printed in this document.',
    },
  ]);
  sheet.title(title, below(record));
  for (const { heading, facts } of sectionsOf(record)) {
    sheet.heading(heading);
    for (const [at, [label, value]] of facts.entries())
      sheet.fact(at > 0 && facts[at - 1]?.[0] === label ? '' : label, value);
  }
  sheet.heading('How to check this');
  sheet.text('The document carries a file with the same facts for machines. Its SHA-256 must be:');
  sheet.fact('SHA-256', sha256(json).toString('hex'), { isCode: true });
  return sheet.finish(`${title} · ${record.workspace.name} · generated ${record.made_at}`);
}
