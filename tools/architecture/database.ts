import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sqlPlaces } from './order.ts';
import { type Finding, literalsOf, type Node, type Source, sliceOf, type Tree } from './source.ts';

/** Each table is written by one slice, in its *.queries.ts. Functions in migrations and tests are left out. */
export function checkTableWriters(tree: Tree): Finding[] {
  const tables = listTables(tree);
  const writes = serverCode(tree).flatMap((source) =>
    writesOf(source)
      .filter(({ table }) => tables.has(table))
      .map((write) => ({ ...write, source, slice: sliceOf(source.path) ?? 'main' })),
  );
  const misplaced = writes
    .filter(({ source }) => !sqlPlaces.some((place) => place.test(source.path)))
    .map(({ source, table, line }) =>
      finding(source, line, `writes the table ${table} outside a *.queries.ts file`),
    );
  const shared = [...tables].flatMap((table) => {
    const ofTable = writes.filter((write) => write.table === table);
    const slices = [...new Set(ofTable.map(({ slice }) => slice))].sort();
    if (slices.length < 2) return [];
    return ofTable.map(({ source, line }) =>
      finding(
        source,
        line,
        `the table ${table} is written by ${slices.join(' and ')}; it must belong to one of them`,
      ),
    );
  });
  return [...misplaced, ...shared];
}

/** SQL and what runs it stand in *.queries.ts and platform/db only. */
export function checkSqlPlaces(tree: Tree): Finding[] {
  return serverCode(tree)
    .filter((source) => !sqlPlaces.some((place) => place.test(source.path)))
    .flatMap((source) => [
      ...literalsOf(source)
        .filter(({ text }) => sqlStart.test(text))
        .map(({ line }) => ({
          check: 'sql',
          file: source.path,
          line,
          sentence: 'SQL outside a *.queries.ts file',
        })),
      ...source.nodes.filter(isQueryCall).map((node) => ({
        check: 'sql',
        file: source.path,
        line: source.lineAt(node.start),
        sentence: 'runs a query outside a *.queries.ts file',
      })),
    ]);
}

// Sentences begin with a capital; our SQL does not, and shouted SQL is no sentence either.
const sqlStart =
  /^\s*(select|SELECT)\s|^\s*(with|WITH)\s+\w+(\s*\([^)]*\))?\s+(as|AS)\s|^\s*(insert into|INSERT INTO|delete from|DELETE FROM)\s|^\s*(update|UPDATE)\s+\w+(\s+\w+)?\s+(set|SET)\s|^\s*(create|alter|drop|CREATE|ALTER|DROP)\s+(temporary |unlogged )?(table|index|function|TABLE|INDEX|FUNCTION)\s|^\s*(copy|COPY)\s+[\w(]|^\s*(set local|SET LOCAL|truncate|TRUNCATE)\s+\w/;

/** `tx.query`, `tx.kysely`, `tx.copyIn`, `tx.copyOut`. */
function isQueryCall(node: Node): boolean {
  if (node.type !== 'MemberExpression') return false;
  const object = node.object as { type: string; name?: string };
  const property = node.property as { type: string; name?: string };
  return (
    object.type === 'Identifier' &&
    object.name === 'tx' &&
    /^(query|kysely|copyIn|copyOut)$/.test(property.name ?? '')
  );
}

function serverCode(tree: Tree): Source[] {
  return tree.sources.filter(({ path, isTest }) => path.startsWith('server/src/') && !isTest);
}

function listTables(tree: Tree): Set<string> {
  const migrations = [...tree.files].filter((path) => /^server\/migrations\/.*\.sql$/.test(path));
  return new Set(
    migrations.flatMap((path) =>
      [
        ...readFileSync(join(tree.root, path), 'utf8').matchAll(
          /^\s*create\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?([a-z_]\w*)\s*\(/gim,
        ),
      ].map((match) => (match[1] ?? '').toLowerCase()),
    ),
  );
}

const writingSql = [
  /\binsert\s+into\s+(?:only\s+)?(\w+)/gi,
  /\bmerge\s+into\s+(?:only\s+)?(\w+)/gi,
  /\bdelete\s+from\s+(?:only\s+)?(\w+)/gi,
  /\btruncate\s+(?:table\s+)?(\w+)/gi,
  /\bcopy\s+(\w+)\s*(?:\([^)]*\)\s*)?from\b/gi,
  /\bupdate\s+(?:only\s+)?(\w+)(?:\s+(?:as\s+)?\w+)?\s+set\b/gi,
];
const writingMethods = /^(insertInto|updateTable|deleteFrom|mergeInto|replaceInto)$/;

function writesOf(source: Source): { table: string; line: number }[] {
  const inSql = literalsOf(source).flatMap(({ text, line }) =>
    writingSql.flatMap((pattern) =>
      [...text.matchAll(pattern)].map((match) => ({ table: (match[1] ?? '').toLowerCase(), line })),
    ),
  );
  const inKysely = source.nodes.flatMap((node) => {
    if (node.type !== 'CallExpression') return [];
    const callee = node.callee as { property?: { name?: string } };
    const [first] = node.arguments as { type: string; value?: unknown }[];
    if (!writingMethods.test(callee.property?.name ?? '') || typeof first?.value !== 'string') return [];
    return [{ table: first.value.split(' ')[0] ?? '', line: source.lineAt(node.start) }];
  });
  return [...inSql, ...inKysely];
}

function finding(source: Source, line: number, sentence: string): Finding {
  return { check: 'tables', file: source.path, line, sentence };
}
