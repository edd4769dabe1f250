import { Skeleton } from '@mantine/core';
import classes from './campaign.module.css';

/** The outline of a report, in the places where its parts will stand. */
export function CampaignShape() {
  return (
    <>
      <Skeleton height={34} width="40%" />
      <Skeleton height={18} width="60%" />
      <div className={classes.columns}>
        <div className={classes.column}>
          <Skeleton height={220} radius="lg" />
          <Skeleton height={360} radius="lg" />
        </div>
        <div className={classes.column}>
          <Skeleton height={120} radius="lg" />
          <Skeleton height={200} radius="lg" />
        </div>
      </div>
    </>
  );
}
