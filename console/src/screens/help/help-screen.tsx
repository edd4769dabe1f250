import { guideTitles } from 'virtual:guides';
import { Link } from '@tanstack/react-router';
import { language, t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { guideGroups } from './guide-list.ts';

/** Every guide of this version, without a network. */
export function HelpScreen() {
  return (
    <Page
      title={t('Help')}
      lead={
        language() === 'en'
          ? t('The guides of this version. They come with it, and need no network.')
          : t('The guides are written in English.')
      }
    >
      {guideGroups(Object.keys(guideTitles)).map(({ title, guides }) => (
        <Panel key={title} title={title}>
          <ul className="plain-list">
            {guides.map((name) => (
              <li key={name} lang="en">
                <Link to="/help/$" params={{ _splat: name }}>
                  {guideTitles[`${name}.md`] ?? name}
                </Link>
              </li>
            ))}
          </ul>
        </Panel>
      ))}
    </Page>
  );
}
