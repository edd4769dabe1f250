import { Anchor, Button, Code, Group } from '@mantine/core';
import type { ItemOf } from '@tidings/sdk';
import { useState } from 'react';
import { Copy } from '../../ui/copy.tsx';
import { t } from '../../ui/language.ts';

/** How a form looks to people, its code to print, and what goes into a page of one's own. */
export function Handouts({ form }: { form: ItemOf<'/v1/forms'> }) {
  const code = `/v1/forms/${encodeURIComponent(form.id)}/qr`;
  const [isSeen, setSeen] = useState(false);
  const isOpen = form.status === 'live';
  // Without an address of the service there is only the path: a printed code cannot be changed later, and a frame elsewhere leads nowhere.
  const isReached = !form.url.startsWith('/');
  return (
    <div className="stack">
      {isSeen ? (
        // The page itself; without its leave to send, so that nobody joins by looking. Of the next version it is fetched anew.
        <iframe
          key={form.version}
          src={`${new URL(form.url, window.location.origin).pathname}?frame=1`}
          title={t('How {name} looks', { name: form.name })}
          sandbox=""
          width="100%"
          height={420}
          style={{ border: '1px solid var(--line)', borderRadius: 8, background: '#fff' }}
        />
      ) : (
        <Group gap="md">
          <Button variant="default" onClick={() => setSeen(true)}>
            {t('Show the page itself')}
          </Button>
          <Anchor href={form.url} target="_blank" rel="noreferrer">
            {t('Open it as people do')}
          </Anchor>
        </Group>
      )}
      {isOpen && !isReached && (
        <p className="quiet">
          {t(
            'There is no code yet, to print or for a page of your own: nobody has said at which address people reach this service (TIDINGS_PUBLIC_URL).',
          )}
        </p>
      )}
      {isOpen && isReached && (
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
      {isOpen && form.embed !== null && (
        <div>
          <Group justify="space-between" mb={4}>
            <span>{t('For a page of your own')}</span>
            <Copy value={form.embed} size="compact-sm" />
          </Group>
          <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {form.embed}
          </Code>
        </div>
      )}
    </div>
  );
}
