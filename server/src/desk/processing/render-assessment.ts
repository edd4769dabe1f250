import type { Sheet } from '../../platform/pdf/sheet.ts';
import { type Document, showTime, writeDocument } from '../document.ts';
import type { Assessment } from './assessment.queries.ts';
import { type AssessmentVersion, unwritten } from './assessment.ts';

type Naming = (actor: string) => string;

const verdicts = {
  accepted: 'Accepted',
  rejected: 'Rejected',
  ask_authority: 'The authority must be asked first (GDPR art. 36(1))',
} as const;

/** An impact assessment for people: the newest version in full, then who wrote and signed which. */
export function renderAssessment(
  { title, versions }: Assessment,
  about: Pick<Document, 'workspace' | 'made' | 'name' | 'json'>,
  nameOf: Naming,
): NodeJS.ReadableStream {
  const below = `Data protection impact assessment of ${about.workspace} under GDPR art. 35. Printed ${showTime(about.made)}.`;
  return writeDocument({ ...about, title, below }, (sheet) => {
    const [newest, ...older] = versions;
    if (newest) versionPart(sheet, newest, nameOf);
    if (older.length === 0) return;
    sheet.heading('Versions before');
    sheet.text('Their words lie in the file inside this document; nothing of them was changed.', {
      isQuiet: true,
    });
    for (const one of older)
      sheet.fact(`Version ${one.version}`, `${writtenBy(one, nameOf)} ${signedBy(one, nameOf)}`);
  });
}

function versionPart(sheet: Sheet, version: AssessmentVersion, nameOf: Naming): void {
  const { body, verdict, verdictNote } = version;
  sheet.heading(`Version ${version.version}`);
  sheet.fact('Written', writtenBy(version, nameOf));
  sheet.fact('Verdict', verdict === null ? 'None yet: this version is not signed.' : verdicts[verdict]);
  sheet.fact('Signed', signature(version, nameOf));
  sheet.fact('Note', verdictNote);
  words(sheet, 'What is done (art. 35(7)(a))', body.description);
  words(sheet, 'What for (art. 35(7)(a))', body.purposes);
  words(sheet, 'Why it is necessary (art. 35(7)(b))', body.necessity);
  words(sheet, 'Why it is proportionate (art. 35(7)(b))', body.proportionality);
  risksPart(sheet, body.risks);
  words(sheet, 'Advice of the data protection officer (art. 35(2))', body.officer_advice);
  words(sheet, 'Views of the people concerned (art. 35(9))', body.views_of_people);
}

/** What people wrote with line breaks is read with them. */
function words(sheet: Sheet, heading: string, said: string): void {
  sheet.heading(heading);
  const isOpen = unwritten.test(said);
  if (isOpen) sheet.text('NOT WRITTEN YET.');
  for (const paragraph of said.split(/\n+/).filter((one) => one.trim() !== '')) sheet.text(paragraph);
  if (said.trim() === '') sheet.text('Nothing was written.', { isQuiet: true });
}

function risksPart(sheet: Sheet, risks: AssessmentVersion['body']['risks']): void {
  sheet.heading('Risks and measures (art. 35(7)(c) and (d))');
  if (risks.length === 0) sheet.text('No risk was named.', { isQuiet: true });
  for (const [at, { risk, likelihood, severity, measures, residual }] of risks.entries()) {
    sheet.item(`${at + 1}. ${risk}`);
    sheet.fact('Before', `likelihood ${likelihood}, severity ${severity}`);
    sheet.fact('Measures', measures);
    sheet.fact('What is left', `${residual}${residual === 'high' ? ': the authority is asked first' : ''}`);
  }
}

const writtenBy = ({ writtenAt, writtenBy: by }: AssessmentVersion, nameOf: Naming): string =>
  `${showTime(writtenAt)} by ${nameOf(by)}.`;

const signedBy = (version: AssessmentVersion, nameOf: Naming): string =>
  version.verdict === null
    ? 'Not signed.'
    : `${verdicts[version.verdict]}, ${signature(version, nameOf) ?? ''}`;

const signature = ({ signedAt, signedBy: by }: AssessmentVersion, nameOf: Naming): string | null =>
  signedAt && `${showTime(signedAt)} by ${by === null ? 'somebody' : nameOf(`member:${by}`)}.`;
