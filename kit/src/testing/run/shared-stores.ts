/** Where the processes of the suites find the run that they belong to; absent outside of `npm test`. */
export const runVariables = { url: 'TEST_RUN_URL', id: 'TEST_RUN_ID' } as const;

/** What the suites of one run share; see startTestRun. */
export interface SharedStores {
  /** Different for each run: names that begin with it are the run's own. */
  readonly runId: string;
  /** The address of the embedded server, without a database's name; it starts when it is first asked for. */
  embeddedPostgres(): Promise<string>;
  /** Has databases dropped, given by their addresses, while their suite goes on. */
  dropDatabases(urls: readonly string[]): Promise<void>;
}

/** Nothing outside of a run: whoever wants stores then has some of its own. */
export function sharedStores(): SharedStores | undefined {
  const { [runVariables.url]: url, [runVariables.id]: runId } = process.env;
  if (url === undefined || runId === undefined) return undefined;
  return {
    runId,
    embeddedPostgres: async () => (await ask(`${url}/embedded-postgres`)) as string, // test-run.ts answers so
    async dropDatabases(urls) {
      await ask(`${url}/dropped-databases`, urls);
    },
  };
}

async function ask(url: string, body: unknown = null): Promise<unknown> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url}: ${await response.text()}`);
  return response.json();
}
