import { Alert, Button, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { MoreActions } from '../../frame/actions.tsx';
import { ApiProblem } from '../../frame/api.ts';
import { call } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { t, tn } from '../../ui/language.ts';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { Empty } from '../../ui/states.tsx';
import { exportAddress } from './bulk.ts';
import type { PeopleSearch } from './people-search.ts';
import { useBulkActs } from './use-bulk-acts.tsx';

type RuleResultProps = {
  rule: string;
  onShow: (change: Partial<Record<keyof PeopleSearch, string>>) => void;
};

// What the API shows of a rule at once; the whole of it is counted, and can be saved and put on a list.
const sample = 50;

/** People by a rule in words, the same that segments are written in. */
export function RuleResult({ rule, onShow }: RuleResultProps) {
  const [typed, setTyped] = useState(rule);
  const navigate = useNavigate();
  const { country } = useMe().workspace;
  const mayWrite = useMay('contacts.write');
  useEffect(() => setTyped(rule), [rule]);
  const query = useQuery({
    queryKey: ['/v1/segments/count', 'people', rule],
    queryFn: ({ signal }) => call('/v1/segments/count', 'post', { body: { text: rule, sample }, signal }),
    placeholderData: (before) => before,
    retry: false,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() !== '') onShow({ rule: typed.trim() });
  };
  const problem = query.error instanceof ApiProblem && query.error.status === 422 ? query.error : null;
  return (
    <>
      <form onSubmit={submit} className="filters">
        <Textarea
          label={t('People for whom this holds')}
          description={t('state in (TX, FL) and tag "vip" and not in list "Staff"')}
          value={typed}
          autosize={false}
          rows={2}
          spellCheck={false}
          ff="monospace"
          flex="1 1 24rem"
          error={problem?.details[0]?.detail ?? problem?.message}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit">{t('Show')}</Button>
        {mayWrite && (
          <Button
            variant="default"
            onClick={() => void navigate({ to: '/audience/segments/new', search: { rule: typed } })}
          >
            {t('Save as a segment')}
          </Button>
        )}
        <Button variant="subtle" onClick={() => onShow({ rule: '' })}>
          {t('Without a rule')}
        </Button>
      </form>
      {!problem && (
        <Loaded query={query} what={t('the people')}>
          {({ count, sentence, people }) =>
            count === 0 ? (
              <Empty title={t('Nobody fits this rule')}>{sentence}</Empty>
            ) : (
              <>
                <Alert variant="light" color="indigo" role="status">
                  {tn(count, '{n} person', '{n} people')} · {sentence}
                  {count > people.length && ` ${t('The first {n} are shown.', { n: people.length })}`}
                </Alert>
                <WholeRule rule={rule} onAsked={(change) => onShow({ change })} />
                <DataTable
                  caption={t('People')}
                  rows={people}
                  keyOf={({ id }) => id}
                  columns={[
                    {
                      name: t('Name'),
                      cell: ({ id, name, number }) => (
                        <Link to="/people/$contactId" params={{ contactId: id }}>
                          {name ?? formatNumber(number, country)}
                        </Link>
                      ),
                    },
                    {
                      name: t('Number'),
                      cell: ({ number }) => formatNumber(number, country),
                    },
                  ]}
                />
              </>
            )
          }
        </Loaded>
      )}
    </>
  );
}

/** What can be done to everybody for whom the rule holds, shown here or not. */
function WholeRule({ rule, onAsked }: { rule: string; onAsked: (id: string) => void }) {
  const [dialog, acts] = useBulkActs({ text: rule }, onAsked);
  const mayTakeAlong = useMay('contacts.import');
  return (
    <div className="filters">
      {dialog}
      {mayTakeAlong && (
        <Button component="a" href={exportAddress({ text: rule })} download variant="default">
          {t('Download as CSV')}
        </Button>
      )}
      {acts.length > 0 && <MoreActions label={t('Do something with all of them')} actions={acts} />}
    </div>
  );
}
