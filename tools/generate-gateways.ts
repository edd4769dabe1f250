import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { adapters } from '../server/src/app/gateways.ts';
import { errorClasses, type GatewayAdapter } from '../server/src/gateways/index.ts';
import { foldersOf, readCases } from '../server/test/gateway-cases/case-files.ts';
import { type ChecklistItem, checklist, shownIn } from '../server/test/gateway-cases/checklist.ts';

/** Writes docs/reference/gateways.md: what each gateway can do, and how many cases prove it. From the adapters and their case files alone. */

const root = resolve(import.meta.dirname, '..');

// A twin is its original with another address.
const originals = adapters.filter((one) => !one.isRehearsal || one.kind === 'rehearsal');

const table = (headings: readonly string[], rows: readonly (readonly string[])[]) =>
  [headings, headings.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

const plain = (text: string) => text.replaceAll('|', '\\|');

function matrixRow({ kind, name, capabilities }: GatewayAdapter): string[] {
  const { validitySeconds: validity, media } = capabilities;
  return [
    ...[`${name} (\`${kind}\`)`, capabilities.class, capabilities.wire, capabilities.echoesReference],
    validity === null ? 'no' : `${validity.least}–${validity.most} s`,
    ...[
      String(capabilities.recipientsPerRequest),
      media === null ? 'no' : `${media.most} × ${Math.round(media.bytesAtMost / 1024)} KiB`,
    ],
    ...[capabilities.receipts.replace('_', ' '), capabilities.authenticity.replace('_', ' ')],
    capabilities.keepsOptOuts ? 'yes' : 'no',
  ];
}

function casesRow(adapter: GatewayAdapter): string[] {
  const cases = readCases(foldersOf(join(root, 'server/src/gateways'), adapter));
  const counts = [
    cases.submit,
    cases.answers,
    cases.receipts,
    cases.inbound,
    cases.signatures,
    cases.reconcile,
    cases.asks,
  ];
  return [
    adapter.name,
    String(Object.keys(adapter.errors).length),
    ...counts.map((list) => String(list.length)),
  ];
}

const overHttp = originals.filter(({ capabilities }) => capabilities.wire === 'http');

function checklistRow(item: ChecklistItem): string[] {
  const cells = overHttp.map((adapter) => {
    const shown = shownIn(item, adapter, readCases(foldersOf(join(root, 'server/src/gateways'), adapter)));
    return shown === null ? '' : shown === 'shared' ? 'all' : String(shown);
  });
  return [item.name, ...cells];
}

function section({ name, kind, capabilities, form, errors }: GatewayAdapter): string {
  const fields = form.map((field) => [
    ...[`\`${field.name}\``, field.isRequired ? 'yes' : 'no', plain(`${field.label}. ${field.help}`)],
  ]);
  const codes = Object.entries(errors).map(([code, row]) => [
    ...[
      `\`${code}\``,
      row.class,
      plain(row.says),
      (row.isRetryable ?? errorClasses[row.class].isRetryable).replace('_', ' '),
    ],
  ]);
  return [
    `## ${name}`,
    `Kind \`${kind}\`. Senders: ${capabilities.senders.map((one) => one.replace('_', ' ')).join(', ')}. A body has at most ${capabilities.charactersAtMost} characters.`,
    capabilities.cannot.map((sentence) => `- ${sentence}`).join('\n'),
    table(['entered', 'needed', 'what it is'], fields),
    table(['code', 'class', 'what it means', 'may go again'], codes),
  ].join('\n\n');
}

const classes = Object.entries(errorClasses).map(([name, facts]) => [
  ...[name, facts.origin, facts.isRetryable.replace('_', ' '), facts.isBillable, facts.toDo],
]);

const page = [
  '# Gateways',
  'Generated from the adapters and their case files by `npm run generate`. How one is written: [writing a gateway](../guides/new-gateway.md). What each takes of the processor for a text is measured: [performance](../performance.md#gateways).',
  'The class says how a lost answer can be cleared up: A the same key never sends twice · B asked by our reference · C asked by number, time and words · D only in receipts · E not at all.',
  table(
    [
      'gateway',
      'class',
      'wire',
      'echoes our reference',
      'validity',
      'recipients a request',
      'media',
      'receipts',
      'callbacks are known by',
      'keeps opt-outs',
    ],
    originals.map(matrixRow),
  ),
  '## Cases',
  'Codes that are known, and recorded cases that are run with every change. Each gateway over HTTP also meets bodies of HTML, empty and endless ones, resets, silence, 429 with seconds and dates, and broken callbacks; of every signed callback each byte is changed in turn.',
  table(
    ['gateway', 'codes', 'submit', 'answers', 'receipts', 'inbound', 'signatures', 'lost texts', 'account'],
    originals.map(casesRow),
  ),
  '### What is known to go wrong',
  'Each line is something that carriers do or that senders stumble over, and the number of recorded cases that show it; “all” where the suite that every gateway runs tries it, nothing where it does not concern a gateway. SMPP has tests of its own ([`smpp/`](../../smpp/README.md)). What stands behind all gateways is tried once for all of them: receipts that name a text nobody knows, that come twice, too early or in any order (`server/src/messages`, `server/src/app/receive-callback.ts`), and pictures whose address leads to a private network or to another host (`server/src/inbound/media`, `server/src/platform/outside`).',
  table(['', ...overHttp.map(({ name }) => name)], checklist.map(checklistRow)),
  '## Classes of errors',
  table(['class', 'arises at', 'may go again', 'billed', 'what to do'], classes),
  ...originals.map(section),
].join('\n\n');

writeFileSync(join(root, 'docs/reference/gateways.md'), `${page}\n`);
