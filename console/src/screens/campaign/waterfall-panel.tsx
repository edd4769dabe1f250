import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { CampaignReport } from '../../frame/api.ts';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { hasPeople } from '../../ui/waterfall.ts';
import { WaterfallPicture, waterfallRowClass } from '../../ui/waterfall-picture.tsx';

/** From the file to those who get the text; each line opens the people behind it. */
export function WaterfallPanel({ report }: { report: CampaignReport }) {
  const isLaunched = report.campaign.launched_at !== null;
  return (
    <Panel
      title={t('Who gets it, and who does not')}
      term="waterfall"
      aside={isLaunched ? t('As it stood at launch') : t('As it stands now')}
    >
      {report.waterfall.length === 0 ? (
        <Text c="dimmed">{t('Nobody is chosen yet. Check the campaign to see who would get it.')}</Text>
      ) : (
        <WaterfallPicture
          lines={report.waterfall}
          canOpen={hasPeople}
          openLine={(row, content) => (
            <Link
              from="/campaigns/$campaignId"
              to="."
              search={{ line: row.line }}
              resetScroll={false}
              className={waterfallRowClass}
            >
              {content}
            </Link>
          )}
        />
      )}
    </Panel>
  );
}
