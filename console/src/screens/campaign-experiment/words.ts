import { t } from '../../ui/language.ts';
import type { Experiment, Metric } from './plan.ts';

export function metricWords(): Record<Metric, string> {
  return {
    clicks: t('People who open a link'),
    replies: t('People who write back and do not leave'),
    opt_outs: t('The fewest who leave'),
    conversions: t('Purchases'),
    revenue: t('Revenue'),
  };
}

export function fallbackWords(): Record<Experiment['fallback'], string> {
  return {
    hold: t('Nothing, until somebody chooses'),
    best: t('What is ahead'),
    first: t('The first variant'),
  };
}

export function stateWords(): Record<Experiment['state'], string> {
  return {
    draft: t('Planned'),
    running: t('Under way'),
    deciding: t('Being decided'),
    held: t('Waits for a word'),
    ended: t('Decided'),
    stopped: t('Stopped'),
  };
}
