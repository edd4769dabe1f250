import { useQueryClient } from '@tanstack/react-query';
import type { ItemOf } from '@tidings/sdk';
import { call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { useAct } from '../../frame/use-act.tsx';
import { t } from '../../ui/language.ts';

type ShortLink = Pick<ItemOf<'/v1/links'>, 'id' | 'url' | 'state'>;

/** What is done to short links: made, led somewhere else, switched off and on. */
export function useLinkActs() {
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const [failed, act] = useAct();
  const done = () => void refresh(client, '/v1/links');
  const add = () =>
    ask({
      title: t('New short link'),
      fields: [
        { name: 'url', label: t('Where it leads'), placeholder: 'https://' },
        { name: 'label', label: t('Name'), isRequired: false },
        { name: 'expires_at', label: t('Ends'), kind: 'moment', isRequired: false },
      ],
      submit: t('Make the link'),
      send: (body) => call('/v1/links', 'post', { body }),
      done,
    });
  const lead = (link: ShortLink) =>
    ask({
      title: t('Lead it somewhere else'),
      lead: t('In every text that has it already.'),
      fields: [{ name: 'url', label: t('Where it leads'), initial: link.url }],
      submit: t('Save'),
      send: (body: { url: string }) => call('/v1/links/{id}', 'patch', { path: { id: link.id }, body }),
      done,
    });
  const switchOf = (link: ShortLink) => {
    const name = link.state === 'on' ? t('Switch it off') : t('Switch it on');
    const state = link.state === 'on' ? 'off' : 'on';
    const send = () => call('/v1/links/{id}', 'patch', { path: { id: link.id }, body: { state } }).then(done);
    return { name, run: () => act(name, send) };
  };
  return { dialog, failed, add, lead, switchOf };
}
