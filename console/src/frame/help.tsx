import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { language, t } from '../ui/language.ts';
import { sectionOf } from '../ui/markdown.ts';
import { SideSheet } from '../ui/side-sheet.tsx';
import { GuideWords } from './guide-words.tsx';
import { type GuidePlace, guideOf, guideQuery } from './guides.ts';
import { Loaded } from './loaded.tsx';

/** What the guide says of the page that is open, beside it. */
export function HelpSheet({ place, onClose }: { place: GuidePlace; onClose: () => void }) {
  const { name, anchor } = guideOf(place);
  const query = useQuery(guideQuery(name));
  return (
    <SideSheet title={t('Help')} isOpen onClose={onClose}>
      {language() !== 'en' && (
        <Text size="sm" c="dimmed" mb="sm">
          {t('The guides are written in English.')}
        </Text>
      )}
      <Loaded query={query} what={t('the guide')}>
        {(blocks) => <GuideWords name={name} blocks={sectionOf(blocks, anchor)} below={1} />}
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
