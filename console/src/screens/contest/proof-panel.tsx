import { Anchor, Code, Text } from '@mantine/core';
import { Copy } from '../../ui/copy.tsx';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import type { Contest } from './contest.ts';

/** What was told before the draw, and how anybody draws again from that. */
export function ProofPanel({ contest }: { contest: Contest }) {
  const { id, state, seed_sha256, entries_sha256, beacon_source } = contest;
  return (
    <Panel title={t('How anybody can check the draw')}>
      <Text size="sm" mb="xs">
        {t(
          'Publish each hash when it is told, where you cannot change it: whoever has noted both can draw again.',
        )}
      </Text>
      <dl className="facts">
        <dt>{t('The seed (SHA-256)')}</dt>
        <dd>{seed_sha256 ? <Told words={seed_sha256} /> : t('Told at the opening.')}</dd>
        <dt>{t('The entries (SHA-256)')}</dt>
        <dd>{entries_sha256 ? <Told words={entries_sha256} /> : t('Told when it is closed.')}</dd>
        <dt>{t('The promised number')}</dt>
        <dd>{beacon_source ?? t('None: whoever holds the database could read the seed before the end.')}</dd>
      </dl>
      {state === 'drawn' && (
        <>
          <Text size="sm" mt="sm">
            {t('On any machine that reaches this service:')}
          </Text>
          <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {`tidings contest verify ${id} --seed-hash ${seed_sha256} --entries-hash ${entries_sha256}`}
          </Code>
          <Text size="sm" mt="xs">
            <Anchor href={`/v1/contests/${id}/draw`} target="_blank" rel="noreferrer">
              {t('The seed and every entry, without a name')}
            </Anchor>
          </Text>
        </>
      )}
    </Panel>
  );
}

function Told({ words }: { words: string }) {
  return (
    <>
      <code className="breakable">{words}</code> <Copy value={words} size="compact-xs" />
    </>
  );
}
