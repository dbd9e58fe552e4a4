import { type EntityManager, MikroORM, type Options } from '@mikro-orm/postgresql';
import { type Migration, Migrator } from '@mikro-orm/migrations';
import { AppError } from '../errors.ts';

export interface DatabaseOptions {
  /** `postgresql://user:password@host:port/database`; the database is made when the server has none of that name. */
  readonly url: string;
  readonly entities: NonNullable<Options['entities']>;
  /** In order; the names are kept in the database and must not change. */
  readonly migrations: readonly { readonly name: string; readonly class: new (...args: never[]) => Migration }[];
  readonly poolSize?: number;
}

export interface Database {
  /** A fresh entity manager: one a request. */
  fork(): EntityManager;
  /** What the server is, for people: `PostgreSQL 18.4`. @throws Error when it cannot be reached. */
  describe(): Promise<string>;
  /** @throws Error when the server cannot be reached. */
  ping(): Promise<void>;
  /** Lets the statements under way end, and takes no more. */
  dispose(): Promise<void>;
}

/** Any number, the same in every service: whoever starts first migrates, the others wait. */
const migrationLock = 7_164_201;

/** Connects and brings the schema up to date, under a lock, so that any number of processes can start at once. */
export async function connectDatabase({
  url,
  entities,
  migrations,
  poolSize = 10,
}: DatabaseOptions): Promise<Database> {
  const options: Options = {
    clientUrl: url,
    entities,
    extensions: [Migrator],
    pool: { min: 0, max: poolSize },
    discovery: { warnWhenNoEntities: false },
    migrations: {
      migrationsList: migrations as NonNullable<Options['migrations']>['migrationsList'] & object, // its own type, narrowed
      snapshot: false,
      silent: true,
    },
  };
  const orm = await MikroORM.init(options);
  try {
    await ensureDatabase(orm);
    await orm.em.fork().transactional(async (em) => {
      await em.execute('select pg_advisory_xact_lock(?)', [migrationLock]);
      await orm.migrator.up();
    });
  } catch (error) {
    await orm.close(true);
    throw new AppError('UNAVAILABLE', `The database ${databaseName(url)} cannot be used: ${String(error)}`, {
      cause: error,
    });
  }
  const pool = await orm.em.getConnection().getNativeClient();
  let closing: Promise<void> | undefined;
  return {
    fork: () => orm.em.fork(),
    async describe() {
      const [row] = await orm.em.fork().execute<{ server_version: string }[]>('show server_version');
      return `PostgreSQL ${row?.server_version.split(' ')[0] ?? ''}`.trim(); // Debian adds its package's version
    },
    async ping() {
      await orm.em.fork().execute('select 1');
    },
    // Not by orm.close(): while a connection is being made for a statement, Kysely loses it then, and waits for it forever
    // (acquireConnection of its PostgresDriver). The pool is all that is open.
    dispose: () => (closing ??= pool.end()),
  };
}

type ConnectedOrm = Awaited<ReturnType<typeof MikroORM.init>>;

/** Two processes that make the same database at once: the second one's error means that it is there. */
async function ensureDatabase(orm: ConnectedOrm): Promise<void> {
  try {
    await orm.schema.ensureDatabase();
  } catch (error) {
    if (!(await orm.isConnected())) throw error;
  }
}

function databaseName(url: string): string {
  return new URL(url).pathname.slice(1);
}
