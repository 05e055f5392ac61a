import type { DataSource } from 'typeorm';

/** The tables of every schema, the queue’s included, that hold one of some texts anywhere, binary columns read as text too. */
export async function tablesHolding(dataSource: DataSource, texts: string[]): Promise<string[]> {
  const tables = await dataSource.query<{ name: string }[]>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
      WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );
  const patterns = texts.flatMap((text) => [`%${text}%`, `%${Buffer.from(text).toString('hex')}%`]);
  const holding: string[] = [];
  for (const { name } of tables) {
    const [row] = await dataSource.query<[{ rows: number }]>(
      `SELECT count(*)::int AS rows FROM ${name} t WHERE t::text LIKE ANY ($1)`,
      [patterns],
    );
    if (row.rows > 0) holding.push(name);
  }
  return holding;
}
