import { sha256 } from '../../platform/secrets.ts';
import type { Module, Page, Question } from './module.ts';

/** What the workspace's own rules are, as far as staff has to know them. */
export type OwnRules = {
  readonly workspaceName: string;
  readonly countries: readonly string[];
  readonly profile: string;
  readonly programs: readonly {
    readonly name: string;
    readonly purpose: string;
    readonly textsPerMonth: number;
  }[];
  readonly approvalsNeeded: number;
  readonly approvalsOverPeople: number | null;
  readonly optOutScope: string;
  readonly dayLimit: number | null;
};

const profiles: Readonly<Record<string, string>> = {
  strict:
    'a text waits until it is allowed in every state where its person may be, on every clock that may hang there',
  statutory: 'the hours of the law hold, without the stricter ones that the product adds',
  federal: 'the federal window alone holds: from 8 in the morning to 9 in the evening',
};

/** The module of this workspace, written from its settings. Other settings make another version. Pure. */
export function workspaceModule(rules: OwnRules): Module {
  const [pages, questions] = [pagesOf(rules), questionsOf(rules)];
  return {
    id: 'workspace',
    title: `The rules of ${rules.workspaceName}`,
    minutes: 5,
    version: sha256(JSON.stringify([pages, questions]))
      .toString('hex')
      .slice(0, 12),
    pages,
    questions,
  };
}

const source = 'the settings of this workspace';
const approvalText = ({ approvalsNeeded: needed, approvalsOverPeople: over }: OwnRules) =>
  needed === 0
    ? 'No campaign needs an approval, but for emergencies, which need one other person.'
    : `A campaign${over === null ? '' : ` to more than ${over === 1 ? 'one person' : `${over.toLocaleString('en-US')} people`}`} needs the approval of ${needed} who wrote none of it. Any edit makes approvals void. Emergencies always need one.`;
const scopeText = (scope: string) =>
  scope === 'brand_all'
    ? 'STOP ends every text of the brand, but for answers to what the person writes.'
    : 'STOP ends what texts from the number it was sent to; from 31 January 2027 on it ends everything of the brand.';

function pagesOf(rules: OwnRules): Page[] {
  return [
    {
      heading: 'What we promise',
      text:
        rules.programs.length === 0
          ? 'There is no program yet: nobody may be texted before one is written and published.'
          : rules.programs
              .map(
                ({ name, purpose, textsPerMonth }) =>
                  `“${name}” is for ${purpose} texts, up to ${textsPerMonth} a month.`,
              )
              .join(' '),
      source,
    },
    {
      heading: 'Where and when',
      text: `Texts go to ${rules.countries.join(', ')} and nowhere else. Hours: ${profiles[rules.profile] ?? rules.profile}.${rules.dayLimit === null ? '' : ` Nobody in the US gets more than ${rules.dayLimit} marketing texts about one matter in 24 hours.`}`,
      source,
    },
    { heading: 'A second pair of eyes', text: approvalText(rules), source },
    { heading: 'Leaving', text: scopeText(rules.optOutScope), source },
    {
      heading: 'When something goes wrong',
      text: 'A complaint, a legal threat or a list in the wrong hands: tell the officer at once, who opens a case or a breach. Nothing is deleted to make it good.',
      source,
    },
  ];
}

function questionsOf(rules: OwnRules): Question[] {
  const { approvalsNeeded: needed, programs, countries } = rules;
  const [program] = programs;
  return [
    {
      ask: 'How many others must approve a campaign that is no emergency?',
      options: ['None', 'One', 'Two', 'Three'],
      right: Math.min(needed, 3),
      because: approvalText(rules),
    },
    {
      ask: 'To which countries do texts go?',
      options: ['To every country', countries.join(', '), 'To none but by letter'],
      right: 1,
      because: `Texts go to ${countries.join(', ')} and nowhere else.`,
    },
    {
      ask: 'What does STOP end here?',
      options: [
        'The one campaign it answers',
        'Every text of the brand',
        'What texts from the number it was sent to',
      ],
      right: rules.optOutScope === 'brand_all' ? 1 : 2,
      because: scopeText(rules.optOutScope),
    },
    {
      ask: 'A person threatens with a lawsuit. What do you do?',
      options: ['Delete their record', 'Tell the officer, who opens a case', 'Answer that they are wrong'],
      right: 1,
      because: 'Evidence is kept, and one person answers.',
    },
    ...(program
      ? [
          {
            ask: `How many texts a month does “${program.name}” promise at most?`,
            options: [`${program.textsPerMonth}`, `${program.textsPerMonth * 3}`, 'As many as are needed'],
            right: 0,
            because: 'What was promised when people joined is kept to.',
          },
        ]
      : []),
  ];
}
