import { VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { CampaignProgress } from '../../frame/api.ts';
import { useMay, useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { formatCount, formatShare } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import classes from './campaign.module.css';

/** What people sent back. A text has no receipt for being read, so replies are the only sign of eyes. */
export function AnswersPanel({ progress }: { progress: CampaignProgress }) {
  const { replies, opt_outs, delivered } = progress;
  const { is_rehearsal } = useMe();
  const mayAnswer = useMay('rehearsal.use') && is_rehearsal && delivered > 0;
  return (
    <Panel title={t('What people sent back')} aside={t('Shares are of delivered texts')}>
      <dl className={`${classes.figures} numbers`}>
        <Answer name={t('replies')} line="replies" count={replies} of={delivered} />
        <Answer name={t('opt-outs')} line="opt_outs" count={opt_outs} of={delivered} />
      </dl>
      {mayAnswer && (
        <Link from="/campaigns/$campaignId" to="." search={{ line: 'delivered' }} resetScroll={false}>
          {t('Answer on a pretend phone')}
        </Link>
      )}
    </Panel>
  );
}

type AnswerProps = { name: string; line: string; count: number; of: number };

function Answer({ name, line, count, of }: AnswerProps) {
  return (
    <div className={classes.figure}>
      <dt>
        {name} · {formatShare(count, of)}
      </dt>
      <dd>
        {count === 0 ? (
          '0'
        ) : (
          <Link
            from="/campaigns/$campaignId"
            to="."
            search={{ line }}
            resetScroll={false}
            className={classes.figureLink}
          >
            {formatCount(count)}
            <VisuallyHidden> {t('{name}: show the people', { name })}</VisuallyHidden>
          </Link>
        )}
      </dd>
    </div>
  );
}
