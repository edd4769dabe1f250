import type { CampaignProgress } from '../../frame/api.ts';
import { formatCount, formatShare } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import classes from './campaign.module.css';

/** What people sent back. A text has no receipt for being read, so replies are the only sign of eyes. */
export function AnswersPanel({ progress }: { progress: CampaignProgress }) {
  const { replies, opt_outs, delivered } = progress;
  return (
    <Panel title="What people sent back" aside="Shares are of delivered texts">
      <dl className={`${classes.figures} numbers`}>
        <Answer name="replies" count={replies} of={delivered} />
        <Answer name="opt-outs" count={opt_outs} of={delivered} />
      </dl>
    </Panel>
  );
}

function Answer({ name, count, of }: { name: string; count: number; of: number }) {
  return (
    <div className={classes.figure}>
      <dt>
        {name} · {formatShare(count, of)}
      </dt>
      <dd>{formatCount(count)}</dd>
    </div>
  );
}
