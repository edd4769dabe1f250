import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { language, t } from '../ui/language.ts';
import { commandsLast, sectionOf } from '../ui/markdown.ts';
import { SideSheet } from '../ui/side-sheet.tsx';
import { GuideWords } from './guide-words.tsx';
import { guideOf, guideQuery, type Help } from './guides.ts';
import { Loaded } from './loaded.tsx';

/** Beside the page that is open: what it is for in a few sentences, what the guide says of it, and last what is typed elsewhere. */
export function HelpSheet({ help: { inShort, place }, onClose }: { help: Help; onClose: () => void }) {
  const { name, anchor } = guideOf(place);
  const query = useQuery(guideQuery(name));
  return (
    <SideSheet title={t('Help')} isOpen onClose={onClose}>
      {inShort.length > 0 && (
        <ul style={{ paddingInlineStart: '1.25rem', marginTop: 0 }}>
          {inShort.map((sentence) => (
            <li key={sentence} style={{ marginBottom: '0.375rem' }}>
              {t(sentence)}
            </li>
          ))}
        </ul>
      )}
      {language() !== 'en' && (
        <Text size="sm" c="dimmed" mb="sm">
          {t('The guides are written in English.')}
        </Text>
      )}
      <Loaded query={query} what={t('the guide')}>
        {(blocks) => {
          const { words, commands } = commandsLast(sectionOf(blocks, anchor));
          return (
            <>
              <GuideWords name={name} blocks={words} below={1} />
              {commands.length > 0 && (
                <>
                  <Text size="sm" fw={600} mt="md">
                    {t('For the command line')}
                  </Text>
                  <GuideWords name={name} blocks={commands} below={1} />
                </>
              )}
            </>
          );
        }}
      </Loaded>
      <Button
        component={Link}
        variant="default"
        size="sm"
        mt="md"
        to="/help/$"
        params={{ _splat: name } as never}
        onClick={onClose}
      >
        {t('The whole guide')}
      </Button>
    </SideSheet>
  );
}
