import type { Tx } from '../platform/db/pool.ts';
import { NotFound } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import type { BrandRecord, Program, ProgramStatus } from './program.ts';
import type { BrandFacts } from './standing-words.ts';

const selectPrograms = `select p.id, p.brand_id as "brandId", b.name as "brandName", b.help_contact as "helpContact", p.name,
    p.purpose, p.disclosure, p.disclosure_version as "disclosureVersion", p.texts_per_month as "textsPerMonth",
    p.status, p.created_at as "createdAt"
  from program p join brand b on b.workspace_id = p.workspace_id and b.id = p.brand_id
  where p.workspace_id = $1`;

export async function getProgram(tx: Tx, id: string): Promise<Program> {
  const { rows } = await tx.query<Program>({
    name: 'get_program',
    text: `${selectPrograms} and p.id = $2`,
    values: [tx.workspaceId, id],
  });
  const program = rows[0];
  if (!program) throw programNotFound(id);
  return program;
}

export function programNotFound(id: string): NotFound {
  return new NotFound('program.not_found', `There is no program ${publicId('prg', id)} in this workspace.`);
}

/** All of them, by name: a business has a handful. */
export async function listPrograms(tx: Tx): Promise<Program[]> {
  const { rows } = await tx.query<Program>({
    name: 'list_programs',
    text: `${selectPrograms} order by p.name`,
    values: [tx.workspaceId],
  });
  return rows;
}

/** False when the name is taken. */
export async function insertProgram(tx: Tx, program: Program): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into program (workspace_id, id, brand_id, name, purpose, disclosure, disclosure_version, texts_per_month, status, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (workspace_id, name) do nothing`,
    [
      tx.workspaceId,
      program.id,
      program.brandId,
      program.name,
      program.purpose,
      program.disclosure,
      program.disclosureVersion,
      program.textsPerMonth,
      program.status,
      program.createdAt,
    ],
  );
  return rowCount === 1;
}

/** The brand of that name, made with this id and help contact when there is none yet. */
export async function ensureBrand(tx: Tx, brand: BrandRecord): Promise<BrandRecord> {
  await tx.query(
    'insert into brand (workspace_id, id, name, help_contact) values ($1, $2, $3, $4) on conflict (workspace_id, name) do nothing',
    [tx.workspaceId, brand.id, brand.name, brand.helpContact],
  );
  const { rows } = await tx.query<BrandRecord>(
    'select id, name, help_contact as "helpContact" from brand where workspace_id = $1 and name = $2',
    [tx.workspaceId, brand.name],
  );
  return rows[0] ?? brand;
}

export async function listBrands(tx: Tx): Promise<Brand[]> {
  const { rows } = await tx.query<Brand>({
    name: 'list_brands',
    text: `select ${brandColumns} from brand where workspace_id = $1 order by name`,
    values: [tx.workspaceId],
  });
  return rows;
}

/** Holds the program until the transaction ends: of two who publish or close it, one comes after the other. */
export async function lockProgram(tx: Tx, id: string): Promise<Program> {
  const { rowCount } = await tx.query('select from program where workspace_id = $1 and id = $2 for update', [
    tx.workspaceId,
    id,
  ]);
  if (rowCount === 0) throw programNotFound(id);
  return getProgram(tx, id);
}

export async function saveProgramStatus(tx: Tx, id: string, status: ProgramStatus, at: Date): Promise<void> {
  await tx.query(
    `update program set status = $3, published_at = case when $3 = 'live' then coalesce(published_at, $4) else published_at end
     where workspace_id = $1 and id = $2`,
    [tx.workspaceId, id, status, at],
  );
}

/** The disclosure that stands for the program wherever one is shown without a language. */
export async function saveDisclosure(tx: Tx, id: string, body: string, version: number): Promise<void> {
  await tx.query(
    'update program set disclosure = $3, disclosure_version = $4 where workspace_id = $1 and id = $2',
    [tx.workspaceId, id, body, version],
  );
}

export type Brand = BrandRecord & BrandFacts;

const brandColumns = `id, name, help_contact as "helpContact", legal_name as "legalName", postal_address as "postalAddress", website`;

export async function getBrand(tx: Tx, id: string): Promise<Brand> {
  const { rows } = await tx.query<Brand>(
    `select ${brandColumns} from brand where workspace_id = $1 and id = $2`,
    [tx.workspaceId, id],
  );
  const brand = rows[0];
  if (brand) return brand;
  throw new NotFound('brand.not_found', `There is no brand ${publicId('brd', id)} in this workspace.`);
}

export async function saveBrandFacts(
  tx: Tx,
  id: string,
  { helpContact, legalName, postalAddress, website }: Omit<Brand, 'id' | 'name'>,
): Promise<void> {
  await tx.query(
    `update brand set help_contact = $3, legal_name = $4, postal_address = $5, website = $6
     where workspace_id = $1 and id = $2`,
    [tx.workspaceId, id, helpContact, legalName, postalAddress, website],
  );
}
