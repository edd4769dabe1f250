import { expect, type TestContext } from 'vitest';
import { addSlowSender, bringIn, launch } from '../stage/campaigns.ts';
import { startDatabase } from '../stage/database.ts';
import { plainList } from '../stage/people.ts';
import { makeDataDir, removeDataDir, startTidings } from '../stage/start-tidings.ts';
import { until } from '../stage/until.ts';
import { expectWhole } from '../stage/whole.ts';
import { acceptedTexts } from '../stage/witness.ts';

/** One server and two workers, apart, on a database of their own; one of the workers is killed in the middle. */
export async function workerKilled({ onTestFinished }: TestContext): Promise<void> {
  const database = await startDatabase();
  onTestFinished(database.remove);
  const dataDir = makeDataDir();
  onTestFinished(() => removeDataDir(dataDir));
  const start = async (mode: 'serve' | 'work') => {
    const one = await startTidings({ dataDir, env: database.env, mode });
    onTestFinished(one.stop);
    return one;
  };
  const serving = await start('serve');
  const { tidings } = await serving.setUp();
  const [victim] = await Promise.all([start('work'), start('work')]);

  const { numbers, ...file } = plainList(2_000);
  await bringIn(tidings, file, { list: 'Everybody' });
  const { senderId, hurry } = await addSlowSender(tidings, '+12025550101');
  const { id } = await launch(tidings, { lists: ['Everybody'], senderId });
  const countTexts = async () => (await acceptedTexts(serving.ledger(), id)).length;
  await until('the campaign is under way', async () => (await countTexts()) > 80);
  await victim.kill();
  expect(await countTexts()).toBeLessThan(numbers.length);
  await hurry();

  await expectWhole({ tidings, ledger: serving.ledger(), campaignId: id, numbers });
}
