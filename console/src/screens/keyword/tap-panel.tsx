import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { Copy } from '../../ui/copy.tsx';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import type { Keyword } from './keyword-fields.ts';

/** A link and a code that open the texting app with the word written already, for a program that can be joined. */
export function TapPanel({ keyword }: { keyword: Keyword }) {
  const [word = ''] = keyword.words;
  const query = useQuery(
    answer('/v1/programs/{id}/tap-to-text', { path: { id: keyword.program_id }, query: { keyword: word } }),
  );
  return (
    <Panel title={t('Tap or scan to join')}>
      <Loaded query={query} what={t('the code')}>
        {({ any, qr_svg, disclosure }) => {
          const picture = `data:image/svg+xml,${encodeURIComponent(qr_svg)}`;
          return (
            <>
              <img src={picture} alt={t('QR code that texts {word}', { word })} width={200} height={200} />
              <div className="filters">
                <Anchor href={picture} download={`${word.toLowerCase()}.svg`}>
                  {t('Download the code')}
                </Anchor>
                <Copy value={any} size="compact-sm" label={t('Copy the link')} />
              </div>
              <Text size="sm" mt="sm">
                {t('These words must stand beside it, because whoever taps or scans agrees to them:')}
              </Text>
              <Text size="sm" c="dimmed" className="breakable">
                {disclosure}
              </Text>
            </>
          );
        }}
      </Loaded>
    </Panel>
  );
}
