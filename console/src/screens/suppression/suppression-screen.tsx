import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { ActionBar } from '../../frame/actions.tsx';
import { BulkBar } from '../../frame/bulk-bar.tsx';
import { answer, call, pages, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { takeFile } from '../../frame/files.ts';
import { PagedListing } from '../../frame/listing.tsx';
import { SearchBox } from '../../frame/search-box.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { useToast } from '../../frame/toasts.tsx';
import { t, tn } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';
import { wordsOf } from '../../ui/words.ts';
import { LiftList } from './lift-list.tsx';
import { keyOfRow, liftEach, numbersByBrand } from './lifting.ts';

const route = getRouteApi('/_shell/audience/suppression');

/** The numbers that may not be texted, whoever's they are. */
export function SuppressionScreen() {
  const { search = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const { workspace } = useMe();
  const mayLift = useMay('suppression.remove');
  const client = useQueryClient();
  const say = useToast();
  const [dialog, ask] = useAsk();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const brands = useQuery(answer('/v1/programs'));
  const brandChoices = [
    ...new Map((brands.data?.data ?? []).map(({ brand_id, brand_name }) => [brand_id, brand_name])),
  ].map(([value, label]) => ({ value, label }));

  const suppress = () =>
    ask({
      title: t('Suppress numbers'),
      lead: t(
        'They get no text from then on, whether they are people here or not. What is queued for them stops.',
      ),
      fields: [
        {
          name: 'numbers',
          label: t('Numbers'),
          kind: 'words',
          rows: 5,
          help: t('One a line, or between commas.'),
        },
        {
          name: 'reason',
          label: t('Reason'),
          kind: 'choice',
          choices: ['phone', 'email', 'in_person', 'letter', 'complaint', 'do_not_call'].map((value) => ({
            value,
            label: reasonWords(value),
          })),
        },
        {
          name: 'brand_id',
          label: t('Brand'),
          kind: 'choice',
          choices: brandChoices,
          isRequired: false,
          help: t('None: for every brand there is and every one to come.'),
        },
        { name: 'note', label: t('Note'), isRequired: false },
      ],
      submit: t('Suppress'),
      send: (body) => call('/v1/suppressions', 'post', { body }),
      done: ({ suppressed, known, unreadable }) => {
        say(
          [
            tn(suppressed, '{n} number is suppressed.', '{n} numbers are suppressed.'),
            known > 0 && tn(known, '{n} was already.', '{n} were already.'),
            unreadable.length > 0 &&
              tn(unreadable.length, '{n} could not be read.', '{n} could not be read.'),
          ]
            .filter(Boolean)
            .join(' '),
        );
        void refresh(client, '/v1/suppressions');
      },
    });
  const lift = () => {
    const wished = numbersByBrand(chosen);
    ask({
      title: tn(chosen.size, 'Lift {n} suppression?', 'Lift {n} suppressions?'),
      lead: (
        <>
          {t('No consent comes back by this: they have to join again before marketing may reach them.')}
          <LiftList wished={wished} brands={brandChoices} country={workspace.country} />
        </>
      ),
      fields: [{ name: 'reason', label: t('Why'), help: t('It is kept with your name.') }],
      submit: t('Lift'),
      isDanger: true,
      send: ({ reason }: { reason: string }) => liftEach(wished, reason),
      done: (lifted) => {
        say(tn(lifted, '{n} suppression is lifted.', '{n} suppressions are lifted.'));
        setChosen(new Set());
        void refresh(client, '/v1/suppressions');
      },
    });
  };
  return (
    <Page
      title={t('Suppression')}
      term="suppression"
      lead={t('Numbers that a brand may not text. Imports, campaigns and the API all pass this list.')}
      actions={
        <ActionBar
          actions={[
            { name: t('Export as CSV'), run: () => takeFile('/v1/suppressions/export') },
            { name: t('Suppress numbers'), run: suppress, isPrimary: true, needs: 'suppression.write' },
          ]}
        />
      }
    >
      {dialog}
      <SearchBox
        label={t('Find a number')}
        placeholder={t('A part of the number')}
        value={search}
        onSearch={(next) => void navigate({ search: next ? { search: next } : {}, replace: true })}
      />
      <PagedListing
        query={pages('/v1/suppressions', { query: search ? { search } : {} })}
        what={t('the suppressions')}
        caption={t('Suppressed numbers')}
        keyOf={keyOfRow}
        {...(mayLift ? { selection: { chosen, onChoose: setChosen } } : {})}
        columns={[
          {
            name: t('Number'),
            cell: ({ number }) => <span className="numbers">{formatNumber(number, workspace.country)}</span>,
          },
          {
            name: t('Brand'),
            cell: ({ brand_name, is_everywhere }) => (is_everywhere ? t('Every brand') : brand_name),
          },
          { name: t('Reason'), cell: ({ reason }) => reasonWords(reason) },
          { name: t('Since'), cell: ({ suppressed_at }) => formatMoment(suppressed_at, workspace.time_zone) },
        ]}
        empty={
          <Empty title={search ? t('No suppressed number has this in it') : t('Nobody is suppressed')}>
            {t('Whoever texts STOP appears here at once.')}
          </Empty>
        }
      />
      {chosen.size > 0 && (
        <BulkBar count={chosen.size} onClear={() => setChosen(new Set())}>
          <Button size="sm" variant="default" onClick={lift}>
            {t('Lift …')}
          </Button>
        </BulkBar>
      )}
    </Page>
  );
}

function reasonWords(reason: string): string {
  const known: Record<string, string> = {
    phone: t('Asked by phone'),
    email: t('Asked by e-mail'),
    form: t('Asked by a form'),
    in_person: t('Asked in person'),
    letter: t('Asked by letter'),
    complaint: t('Complaint'),
    do_not_call: t('Do-not-call list'),
    reply: t('Asked by text'),
  };
  return known[reason] ?? wordsOf(reason);
}
