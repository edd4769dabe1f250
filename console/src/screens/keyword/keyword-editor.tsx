import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { AnswerOf } from '@tidings/sdk';
import { useState } from 'react';
import { answer, call, refresh } from '../../frame/call.ts';
import { FieldForm } from '../../frame/field-form.tsx';
import { type KeywordOffers, keywordOffers } from '../../frame/keyword-offers.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { useMe } from '../../frame/session.ts';
import { ShownOnce } from '../../frame/shown-once.tsx';
import { keywordTitle } from '../../ui/keyword-kinds.ts';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { KeywordCheck } from './keyword-check.tsx';
import { type Keyword, keywordBody, keywordFields } from './keyword-fields.ts';

const editRoute = getRouteApi('/_shell/audience/sign-up/keywords/$keywordId/edit');

export function NewKeywordScreen() {
  return (
    <Page
      title={t('New keyword')}
      lead={t('A word that people text to your number, and what becomes of it.')}
      back={<Link to="/audience/sign-up">{t('Sign-up')}</Link>}
    >
      <Editor keyword={null} />
    </Page>
  );
}

export function EditKeywordScreen() {
  const { keywordId } = editRoute.useParams();
  const query = useQuery(answer('/v1/keywords/{id}', { path: { id: keywordId } }));
  return (
    <Loaded query={query} what={t('the keyword')} isWholePage>
      {(keyword) => (
        <Page
          title={t('Change {name}', { name: keywordTitle(keyword.words) })}
          lead={t('The versions before are kept, and what people have entered or voted stays.')}
          back={
            <Link to="/audience/sign-up/keywords/$keywordId" params={{ keywordId }}>
              {t('The keyword')}
            </Link>
          }
        >
          <Editor keyword={keyword} />
        </Page>
      )}
    </Loaded>
  );
}

function Editor({ keyword }: { keyword: Keyword | null }) {
  const query = useQuery(keywordOffers);
  return (
    <Loaded query={query} what={t('the programs and numbers')}>
      {(offers) => <EditorForm keyword={keyword} offers={offers} />}
    </Loaded>
  );
}

type Saved = AnswerOf<'/v1/keywords', 'post'>;

function EditorForm({ keyword, offers }: { keyword: Keyword | null; offers: KeywordOffers }) {
  const { country, time_zone: zone } = useMe().workspace;
  const client = useQueryClient();
  const navigate = useNavigate();
  const [made, setMade] = useState<Saved | null>(null);
  const fields = keywordFields(offers, keyword, country);
  const show = (keywordId: string) =>
    void navigate({ to: '/audience/sign-up/keywords/$keywordId', params: { keywordId } });
  const done = (saved: Saved) => {
    void refresh(client, '/v1/keywords');
    if (saved.signing_secret) setMade(saved);
    else show(saved.id);
  };
  if (made?.signing_secret) return <ShownOnce secret={made.signing_secret} onKept={() => show(made.id)} />;
  return (
    <Panel title={t('Words, effect and answer')}>
      <FieldForm
        spec={{
          fields,
          ...(keyword === null ? { keepAs: 'keyword' } : {}),
          submit: keyword === null ? t('Make the keyword') : t('Save'),
          shows: (values, isRefused) =>
            !isRefused && (
              <KeywordCheck wish={keywordBody(fields, values, zone)} keywordId={keyword?.id ?? null} />
            ),
          send: (_body, values): Promise<Saved> =>
            keyword === null
              ? call('/v1/keywords', 'post', { body: keywordBody(fields, values, zone) })
              : call('/v1/keywords/{id}', 'patch', {
                  path: { id: keyword.id },
                  body: keywordBody(fields, values, zone),
                }),
          done,
        }}
      />
    </Panel>
  );
}
