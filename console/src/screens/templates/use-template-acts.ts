import { useQueryClient } from '@tanstack/react-query';
import type { ItemOf } from '@tidings/sdk';
import { call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { readTexts, textsField, writeTexts } from '../../frame/texts-field.ts';
import { t } from '../../ui/language.ts';

export type Template = ItemOf<'/v1/templates'>;

async function readTheirs(id: string) {
  const { name, body, texts, revision } = await call('/v1/templates/{id}', 'get', { path: { id } });
  return { values: { name, body, texts: writeTexts(texts) }, tag: revision };
}

/** What is done to templates: written and written anew, approved or declined, archived. */
export function useTemplateActs() {
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const done = () => void refresh(client, '/v1/templates');
  const write = (template: Template | null) =>
    ask({
      title: template ? t('New words for {name}', { name: template.name }) : t('New template'),
      fields: [
        { name: 'name', label: t('Name'), initial: template?.name ?? '' },
        {
          name: 'body',
          label: t('Words'),
          kind: 'message',
          rows: 6,
          initial: template?.body ?? '',
          help: t('{{ first_name | default: "there" }} is filled in for each person.'),
        },
        textsField(template?.texts),
      ],
      submit: t('Save'),
      keepAs: `template ${template?.id ?? 'new'}`,
      ...(template ? { tag: template.revision } : {}),
      send: ({ texts, ...rest }: { name: string; body: string; texts?: string }, _values, tag) => {
        const body = { ...rest, texts: readTexts(texts) };
        return template
          ? call('/v1/templates/{id}', 'patch', {
              path: { id: template.id },
              body: { ...body, ...(tag ? { revision: tag } : {}) },
            })
          : call('/v1/templates', 'post', { body });
      },
      ...(template
        ? {
            theirs: async () => {
              done();
              return readTheirs(template.id);
            },
          }
        : {}),
      done,
    });
  const judge = ({ id, name, body, texts, version }: Template, verdict: 'approved' | 'declined') =>
    ask({
      title:
        verdict === 'approved'
          ? t('Approve version {version} of {name}?', { version, name })
          : t('Decline version {version} of {name}?', { version, name }),
      lead: [body, writeTexts(texts)].join('\n').trim(),
      fields: [{ name: 'note', label: t('Note'), isRequired: false }],
      submit: verdict === 'approved' ? t('Approve') : t('Decline'),
      isDanger: verdict === 'declined',
      send: ({ note }: { note?: string }) =>
        call('/v1/templates/{id}/approvals', 'post', {
          path: { id },
          body: { verdict, version, ...(note && { note }) },
        }),
      done,
    });
  const archive = ({ id }: Template) =>
    ask({
      title: t('Archive this template?'),
      lead: t('It is offered nowhere any more; what was sent by it stays as it is.'),
      fields: [],
      submit: t('Archive'),
      isDanger: true,
      send: () => call('/v1/templates/{id}', 'patch', { path: { id }, body: { archived: true } }),
      done,
    });
  return { dialog, write, judge, archive };
}
