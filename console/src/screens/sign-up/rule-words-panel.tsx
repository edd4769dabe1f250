import { NativeSelect, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { AnswerOf } from '@tidings/sdk';
import { useState } from 'react';
import { MoreActions } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { useMay } from '../../frame/session.ts';
import { useToast } from '../../frame/toasts.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { t } from '../../ui/language.ts';
import { languageName } from '../../ui/language-names.ts';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Term } from '../../ui/term.tsx';

type Answers = AnswerOf<'/v1/workspace/answers', 'get'>;
type Answer = Answers['data'][number];
type RuleWords = Answers['rule_words'][number];

// More say nothing that the first ones do not; all of them stand behind the summary.
const mostShown = 6;

/** STOP, START, HELP and YES: what they do is the law's, and only how they are answered is yours. */
export function RuleWordsPanel() {
  const client = useQueryClient();
  const mayRead = useMay('workspace.read');
  const mayWrite = useMay('programs.write');
  const say = useToast();
  const [dialog, ask] = useAsk();
  const [language, setLanguage] = useState<Answer['language']>('en');
  const query = useQuery({ ...answer('/v1/workspace/answers'), enabled: mayRead });
  if (!mayRead) return null;
  const done = ({ warnings }: Answers) => {
    for (const { sentence } of warnings) say(sentence);
    void refresh(client, '/v1/workspace/answers');
  };
  const put = (one: Answer, body: string | null) =>
    call('/v1/workspace/answers', 'put', { body: { language: one.language, occasion: one.occasion, body } });
  const write = (one: Answer) =>
    ask({
      title: t('Answer to {word}', { word: one.occasion.toUpperCase() }),
      lead: t('It must name the brand. HELP must say how to reach you and how to leave.'),
      fields: [
        {
          name: 'body',
          label: t('Answer'),
          kind: 'long',
          rows: 4,
          initial: one.body,
          help: t('With {{ brand }}, and {{ help }} for where there is help.'),
        },
      ],
      submit: t('Save'),
      send: ({ body }: { body: string }) => put(one, body),
      done,
    });
  const giveBack = (one: Answer) =>
    ask({
      title: t('Take the usual words again?'),
      fields: [],
      submit: t('Take them'),
      send: () => put(one, null),
      done,
    });
  return (
    <Panel title={t('Words of the rules')} aside={<StateBadge tone="quiet">{t('Locked')}</StateBadge>}>
      {dialog}
      <Text mb="sm">
        {t('What these words do is fixed, in every language. How they are answered is yours.')}
      </Text>
      <NativeSelect
        label={t('Answers in')}
        value={language}
        data={(['en', 'es', 'fr', 'de', 'pt'] as const).map((value) => ({
          value,
          label: languageName(value),
        }))}
        onChange={(event) => setLanguage(event.currentTarget.value as Answer['language'])}
        mb="sm"
        maw="16rem"
      />
      <Loaded query={query} what={t('the answers')}>
        {({ data, rule_words }) => (
          <DataTable
            caption={t('Words of the rules')}
            rows={rule_words}
            keyOf={({ means }) => means}
            columns={[
              { name: t('Words'), cell: (row) => <LockedWords row={row} /> },
              { name: t('What it does'), cell: ({ means }) => effectOf(means) },
              {
                name: t('Answer'),
                isProse: true,
                cell: ({ means }) => <GivenAnswer one={answerTo(data, means, language)} />,
              },
              ...(mayWrite
                ? [
                    {
                      name: t('Actions'),
                      cell: ({ means }: RuleWords) => {
                        const one = answerTo(data, means, language);
                        return one ? (
                          <MoreActions
                            label={t('Actions of {name}', { name: means.toUpperCase() })}
                            actions={[
                              { name: t('Write another answer …'), run: () => write(one) },
                              ...(one.is_own
                                ? [{ name: t('Take the usual words again …'), run: () => giveBack(one) }]
                                : []),
                            ]}
                          />
                        ) : null;
                      },
                    },
                  ]
                : []),
            ]}
          />
        )}
      </Loaded>
    </Panel>
  );
}

const answerTo = (all: readonly Answer[], means: RuleWords['means'], language: Answer['language']) =>
  all.find((one) => one.occasion === means && one.language === language);

function effectOf(means: RuleWords['means']) {
  if (means === 'stop') return <Term name="opt_out">{t('Opts out, at once')}</Term>;
  if (means === 'start') return t('Comes back after a STOP');
  return means === 'help' ? t('Says who you are and how to reach you') : t('Confirms a join');
}

function LockedWords({ row: { words } }: { row: RuleWords }) {
  const rest = words.slice(mostShown);
  return (
    <>
      <strong className="breakable">{words.slice(0, mostShown).join(', ').toUpperCase()}</strong>
      {rest.length > 0 && (
        <details>
          <summary className="quiet">{t('and {n} others', { n: rest.length })}</summary>
          <span className="quiet breakable">{rest.join(', ').toUpperCase()}</span>
        </details>
      )}
    </>
  );
}

function GivenAnswer({ one }: { one: Answer | undefined }) {
  if (!one) return <span className="quiet">{t('The text of the program that is joined')}</span>;
  return (
    <>
      <span className="breakable">{one.body}</span>
      <div className="quiet">{one.is_own ? t('in your words') : t('the usual words')}</div>
    </>
  );
}
