import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { BodyOf } from '@tidings/sdk';
import { answer, call, refresh } from '../../frame/call.ts';
import { FieldForm } from '../../frame/field-form.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { useMay } from '../../frame/session.ts';
import { useToast } from '../../frame/toasts.tsx';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';

type Setting = BodyOf<'/v1/workspace/links', 'put'>;

/** Where short links begin, what is kept of clicks, and whether what stands behind links is looked after. */
export function LinkSettings() {
  const mayAdmin = useMay('workspace.admin');
  const client = useQueryClient();
  const say = useToast();
  const query = useQuery(answer('/v1/workspace/links'));
  const watches = {
    off: t('No'),
    tell: t('Once a day, and tell what is found'),
    switch_off: t('Once a day, and switch off what is gone or leads elsewhere'),
  };
  const trackings = {
    person: t('By person: which text it was opened from'),
    agreed: t('By person, of those who agreed to it'),
    link: t('By link alone: nobody knows who'),
  };
  return (
    <Panel title={t('How links are made and looked after')}>
      <Loaded query={query} what={t('the settings')}>
        {(setting) =>
          mayAdmin ? (
            <FieldForm
              key={JSON.stringify(setting)}
              spec={{
                fields: [
                  {
                    ...{ name: 'domain', label: t('Domain of your own'), isRequired: false, whenEmpty: null },
                    ...{ initial: setting.domain ?? '', placeholder: 'https://go.example.com' },
                    help: t('Blank for the address of this installation.'),
                  },
                  {
                    ...{ name: 'tracking', label: t('What is kept of a click'), kind: 'choice' },
                    initial: setting.tracking,
                    choices: Object.entries(trackings).map(([value, label]) => ({ value, label })),
                  },
                  {
                    ...{ name: 'agreement_in', label: t('Countries that ask first'), kind: 'words' },
                    ...{ isRequired: false, whenEmpty: null, initial: setting.agreement_in.join(', ') },
                    help: t(
                      'There a click is known by the person only of those who agreed. Two letters each, between commas; blank for those whose law asks first.',
                    ),
                  },
                  {
                    ...{ name: 'watch', label: t('Look at the pages behind links'), kind: 'choice' },
                    initial: setting.watch,
                    help: t('A finding counts once two looks in a row have seen it.'),
                    choices: Object.entries(watches).map(([value, label]) => ({ value, label })),
                  },
                  {
                    ...{ name: 'passes_token', label: t('Tell the page whose text it was'), kind: 'switch' },
                    initial: setting.passes_token,
                    help: t('As tid=… in its address, for pages that tell of purchases.'),
                  },
                ],
                submit: t('Save'),
                // A list that nobody touched is not sent, so that the usual one goes on following the law.
                send: ({ agreement_in, ...rest }: Setting) =>
                  call('/v1/workspace/links', 'put', {
                    body:
                      agreement_in?.join() === setting.agreement_in.join()
                        ? rest
                        : { ...rest, agreement_in: agreement_in ?? null },
                  }),
                done: () => {
                  say(t('Saved'));
                  void refresh(client, '/v1/workspace/links', '/v1/links');
                },
              }}
            />
          ) : (
            <dl className="facts">
              <dt>{t('Domain of your own')}</dt>
              <dd>{setting.domain ?? t('None')}</dd>
              <dt>{t('What is kept of a click')}</dt>
              <dd>{trackings[setting.tracking]}</dd>
              <dt>{t('Countries that ask first')}</dt>
              <dd>{setting.agreement_in.join(', ')}</dd>
              <dt>{t('Look at the pages behind links')}</dt>
              <dd>{watches[setting.watch]}</dd>
            </dl>
          )
        }
      </Loaded>
    </Panel>
  );
}
