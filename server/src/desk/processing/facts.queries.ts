import type { Tx } from '../../platform/db/pool.ts';

/** What is really in the workspace, as a record of processing needs to know it. */
export type ProcessingFacts = {
  readonly programs: readonly {
    readonly id: string;
    readonly name: string;
    readonly purpose: string;
    readonly status: string;
    readonly brandName: string;
    readonly textsPerMonth: number;
    readonly people: number;
    readonly gateways: readonly string[];
  }[];
  readonly brands: readonly {
    readonly name: string;
    readonly legalName: string | null;
    readonly postalAddress: string | null;
  }[];
  readonly fields: readonly string[];
  readonly countries: readonly { readonly country: string; readonly people: number }[];
  readonly contacts: number;
  readonly suppressed: number;
  readonly members: number;
  readonly needsSecondFactor: boolean;
  readonly approvalsNeeded: number;
};

const mine = 'workspace_id = current_workspace()';

export async function loadFacts(tx: Tx): Promise<ProcessingFacts> {
  const { rows: programs } = await tx.query<ProcessingFacts['programs'][number]>(
    `select p.id, p.name, p.purpose, p.status, b.name as "brandName", p.texts_per_month as "textsPerMonth",
       (select count(*)::integer from consent c where c.workspace_id = p.workspace_id and c.program_id = p.id
          and c.status = 'opted_in') as people,
       array(select distinct g.name from send_run r
          join sender s on s.workspace_id = r.workspace_id and s.id = r.sender_id
          join gateway g on g.workspace_id = s.workspace_id and g.id = s.gateway_id
          where r.workspace_id = p.workspace_id and r.program_id = p.id order by 1) as gateways
     from program p join brand b on b.workspace_id = p.workspace_id and b.id = p.brand_id
     where p.${mine} order by p.name`,
  );
  const { rows: brands } = await tx.query<ProcessingFacts['brands'][number]>(
    `select name, legal_name as "legalName", postal_address as "postalAddress" from brand where ${mine} order by name`,
  );
  const { rows: fields } = await tx.query<{ label: string }>(
    `select label from contact_field where ${mine} order by label`,
  );
  const { rows: countries } = await tx.query<ProcessingFacts['countries'][number]>(
    `select coalesce(country, '') as country, count(*)::integer as people from contact where ${mine}
     group by 1 order by 2 desc, 1 limit 20`,
  );
  const { rows: counts } = await tx.query<
    Pick<ProcessingFacts, 'contacts' | 'suppressed' | 'members' | 'needsSecondFactor' | 'approvalsNeeded'>
  >(
    `select (select count(*)::integer from contact where ${mine}) as contacts,
       (select count(*)::integer from suppression where ${mine} and lifted_at is null) as suppressed,
       (select count(*)::integer from member where ${mine}) as members,
       (select needs_second_factor from workspace where id = current_workspace()) as "needsSecondFactor",
       coalesce((select needed::integer from approval_policy where ${mine}), 0) as "approvalsNeeded"`,
  );
  const none = { contacts: 0, suppressed: 0, members: 0, needsSecondFactor: false, approvalsNeeded: 0 };
  return { programs, brands, fields: fields.map(({ label }) => label), countries, ...(counts[0] ?? none) };
}
