const advice: ReadonlyMap<string, string> = new Map(
  Object.entries({
    drop: 'steps stay until the end; CREATE OR REPLACE TEMP TABLE makes one anew',
    alter: 'make the table anew with CREATE OR REPLACE TEMP TABLE name AS SELECT ...',
    truncate: 'make the table anew with CREATE OR REPLACE TEMP TABLE name AS SELECT ...',
    insert: 'add rows with CREATE OR REPLACE TEMP TABLE name AS SELECT ... UNION ALL ...',
    update: 'change values with CREATE OR REPLACE TEMP TABLE name AS SELECT * REPLACE (... AS column) FROM ...',
    delete: 'leave rows out with CREATE OR REPLACE TEMP TABLE name AS SELECT ... WHERE ...',
    merge: 'join in CREATE OR REPLACE TEMP TABLE name AS SELECT ...',
    explain: 'plans are not shown; run the query itself',
    pragma: 'DESCRIBE data shows the columns, SUMMARIZE data their values',
    set: 'no setting can be changed',
    reset: 'no setting can be changed',
    use: 'all tables are in one schema',
    call: 'write FROM and the function where it is a table function',
    copy: 'files are neither read nor written; the datasets are tables',
    import: 'files are neither read nor written; the datasets are tables',
    export: 'files are neither read nor written; the datasets are tables',
    attach: 'there is one database; the datasets are tables',
    detach: 'there is one database; the datasets are tables',
    install: 'there are no extensions to load',
    load: 'there are no extensions to load',
    prepare: 'pass values as parameters: sql(text, ...params)',
    execute: 'pass values as parameters: sql(text, ...params)',
    begin: 'each statement is a transaction of its own',
    commit: 'each statement is a transaction of its own',
    rollback: 'each statement is a transaction of its own',
  }),
);

/** A statement that is no query: what to write instead. */
export function otherStatement(word: string): string {
  const shown = /^\w{1,20}$/.test(word) ? ` ${word.toUpperCase()} is not available` : ' this is no query';
  const hint = advice.get(word);
  return `sql() only reads:${shown}${hint ? ` (${hint})` : ''}. Use SELECT, or CREATE TEMP TABLE / CREATE TEMP VIEW name AS SELECT for steps in between`;
}
