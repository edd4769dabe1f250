import { Anchor, Code, Group } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { ItemOf } from '@tidings/sdk';
import { useState } from 'react';
import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { WholeListing } from '../../frame/listing.tsx';
import { useMay } from '../../frame/session.ts';
import { Copy } from '../../ui/copy.tsx';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { SideSheet } from '../../ui/side-sheet.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { FormPreview } from './form-preview.tsx';
import type { Program } from './programs-panel.tsx';

type Form = ItemOf<'/v1/forms'>;

/** Pages at which a program is joined, with a code to print and a frame for one's own page. */
export function FormsPanel({ programs }: { programs: readonly Program[] }) {
  const client = useQueryClient();
  const mayWrite = useMay('programs.write');
  const [dialog, ask] = useAsk();
  const [shown, setShown] = useState<Form | null>(null);
  const done = () => void refresh(client, '/v1/forms');
  const open = programs.filter(({ status }) => status === 'live');
  const add = () =>
    ask({
      title: t('New form'),
      fields: [
        {
          name: 'program_id',
          label: t('What is joined'),
          kind: 'choice',
          choices: open.map(({ id, name }) => ({ value: id, label: name })),
        },
        { name: 'name', label: t('Name'), help: t('For you; people do not see it.') },
        { name: 'title', label: t('Heading'), isRequired: false },
        { name: 'intro', label: t('A line below it'), isRequired: false },
        {
          name: 'locale',
          label: t('Language'),
          kind: 'choice',
          choices: ['en', 'es', 'fr', 'de', 'pt'].map((value) => ({ value, label: value })),
        },
        {
          name: 'asks',
          label: t('Asks for, beside the number'),
          kind: 'many',
          choices: [
            { value: 'first_name', label: t('First name') },
            { value: 'last_name', label: t('Last name') },
            { value: 'email', label: t('E-mail') },
          ],
        },
        { name: 'asks_code', label: t('Texts a code and asks for it'), kind: 'switch' },
        {
          name: 'asks_tracking',
          label: t('Asks if it may be kept which links they open'),
          kind: 'switch',
        },
      ],
      shows: (values) => <FormPreview values={values} programs={open} />,
      submit: t('Put it up'),
      send: (body) => call('/v1/forms', 'post', { body }),
      done,
    });
  const close = ({ id }: Form) =>
    ask({
      title: t('Take this form out of use?'),
      fields: [],
      submit: t('Take it out'),
      isDanger: true,
      send: () => call('/v1/forms/{id}/close', 'post', { path: { id } }),
      done,
    });
  return (
    <Panel
      title={t('Forms and codes')}
      aside={<ActionBar actions={[{ name: t('New form'), run: add, needs: 'programs.write' }]} />}
    >
      {dialog}
      <WholeListing
        query={answer('/v1/forms')}
        what={t('the forms')}
        caption={t('Forms, by name')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('Name'),
            cell: ({ name, url }) => (
              <>
                <strong className="breakable">{name}</strong>
                <div className="breakable">
                  <Anchor href={url} target="_blank" rel="noreferrer" size="sm">
                    {url}
                  </Anchor>
                </div>
              </>
            ),
          },
          { name: t('Language'), cell: ({ locale }) => locale },
          {
            name: t('State'),
            cell: ({ status }) => (
              <StateBadge tone={status === 'live' ? 'good' : 'quiet'}>
                {status === 'live' ? t('Open') : t('Closed')}
              </StateBadge>
            ),
          },
          {
            name: t('Actions'),
            cell: (form) => (
              <MoreActions
                label={t('Actions of {name}', { name: form.name })}
                actions={[
                  { name: t('Look, code and frame'), run: () => setShown(form) },
                  ...(mayWrite && form.status === 'live'
                    ? [{ name: t('Take it out of use'), isDanger: true, run: () => close(form) }]
                    : []),
                ]}
              />
            ),
          },
        ]}
        empty={<Empty title={t('No form yet')}>{t('Put one up for a program that is open.')}</Empty>}
      />
      <SideSheet title={shown?.name ?? ''} isOpen={shown !== null} onClose={() => setShown(null)}>
        {shown && <Handouts form={shown} />}
      </SideSheet>
    </Panel>
  );
}

function Handouts({ form }: { form: Form }) {
  const code = `/v1/forms/${encodeURIComponent(form.id)}/qr`;
  const isOpen = form.status === 'live';
  return (
    <div className="stack">
      {/* The page itself; without its leave to send, so that nobody joins by looking. */}
      <iframe
        src={`${new URL(form.url, window.location.origin).pathname}?frame=1`}
        title={t('How {name} looks', { name: form.name })}
        sandbox=""
        width="100%"
        height={420}
        style={{ border: '1px solid var(--line)', borderRadius: 8, background: '#fff' }}
      />
      {isOpen && (
        <>
          <img src={code} alt={t('QR code of {name}', { name: form.name })} width={240} height={240} />
          <Group gap="md">
            <Anchor href={code} download={`${form.name}.svg`}>
              {t('Code as SVG')}
            </Anchor>
            <Anchor href={`${code}?as=png`} download={`${form.name}.png`}>
              {t('Code as PNG')}
            </Anchor>
            <Anchor href={`${code}?as=sheet`} target="_blank" rel="noreferrer">
              {t('Card to print')}
            </Anchor>
          </Group>
        </>
      )}
      <div>
        <Group justify="space-between" mb={4}>
          <span>{t('For a page of your own')}</span>
          <Copy value={form.embed} size="compact-sm" />
        </Group>
        <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {form.embed}
        </Code>
      </div>
    </div>
  );
}
