import { getWorkspace, type Workspace } from '../accounts/index.ts';
import {
  type Brand,
  getBrand,
  getProgram,
  type Lack,
  lacksOf,
  listCurrentWords,
  type Program,
  type ProgramWords,
} from '../contacts/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { listSenders, type Sender } from '../senders/index.ts';
import { getJoinRule } from './join-rule.queries.ts';
import type { JoinRule } from './join-rule.ts';

/** A program with everything that decides who may join it and what they are shown. */
export type Joinable = {
  readonly workspace: Workspace;
  readonly program: Program;
  readonly brand: Brand;
  readonly words: readonly ProgramWords[];
  readonly rule: JoinRule;
  readonly senders: readonly Sender[];
  readonly countries: readonly string[];
  readonly lacks: readonly Lack[];
};

export async function loadJoinable(tx: Tx, programId: string): Promise<Joinable> {
  const program = await getProgram(tx, programId);
  const brand = await getBrand(tx, program.brandId);
  const workspace = await getWorkspace(tx);
  const words = await listCurrentWords(tx, { brandId: brand.id, programId });
  const rule = await getJoinRule(tx, program);
  const senders = await listSenders(tx);
  const countries = rule.countries ?? workspace.countries;
  const { postalAddress } = brand;
  const lacks = lacksOf({ program, postalAddress, words, senders: senders.length, countries });
  return { workspace, program, brand, words, rule, senders, countries, lacks };
}

/** The number that speaks for the program: the one asked for, the rule's, or the one the workspace has had longest. */
export function senderOf({ senders, rule }: Joinable, wished: string | null): Sender | undefined {
  return (
    senders.find(({ id }) => id === wished) ?? senders.find(({ id }) => id === rule.senderId) ?? senders[0]
  );
}
