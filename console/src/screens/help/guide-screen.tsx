import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { GuideWords } from '../../frame/guide-words.tsx';
import { guideQuery } from '../../frame/guides.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { t } from '../../ui/language.ts';
import { type Block, plainOf } from '../../ui/markdown.ts';
import { Page } from '../../ui/page.tsx';
import { HelpScreen } from './help-screen.tsx';

const route = getRouteApi('/_shell/help/$');

/** One guide, whole. The address may name a section of it. */
export function GuideScreen() {
  const { _splat: name = '' } = route.useParams();
  // The router takes the address without a name for one with an empty name.
  return name === '' ? <HelpScreen /> : <OneGuide name={name} />;
}

function OneGuide({ name }: { name: string }) {
  const query = useQuery(guideQuery(name));
  return (
    <Loaded query={query} what={t('the guide')} isWholePage>
      {(blocks) => <Guide name={name} blocks={blocks} />}
    </Loaded>
  );
}

function Guide({ name, blocks }: { name: string; blocks: readonly Block[] }) {
  const hash = useLocation({ select: (location) => location.hash });
  useEffect(() => {
    const section = hash === '' ? null : document.getElementById(hash);
    section?.scrollIntoView();
    section?.focus({ preventScroll: true });
  }, [hash]);
  const [first, ...rest] = blocks;
  const isTitled = first?.kind === 'heading';
  return (
    <Page title={isTitled ? plainOf(first.parts) : name} back={<Link to="/help">{t('All guides')}</Link>}>
      <GuideWords name={name} blocks={isTitled ? rest : blocks} />
    </Page>
  );
}
