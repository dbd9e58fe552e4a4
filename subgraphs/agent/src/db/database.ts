import { connectDatabase, type Database } from '@mas/kit/database/database';
import type { Pool } from 'pg';
import { ArtifactEntity } from './artifact.entity.ts';
import { Runs } from './migrations/001-runs.ts';
import { AgentMemory } from './migrations/002-agent-memory.ts';
import { OtherDatasets } from './migrations/003-other-datasets.ts';
import { Reruns } from './migrations/004-reruns.ts';
import { RunEventEntity } from './run-event.entity.ts';
import { RunEntity } from './run.entity.ts';

/** Connects to agent_db and brings its schema up to date. */
export function connectAgentDatabase(url: string): Promise<Database> {
  return connectDatabase({
    url,
    entities: [RunEntity, RunEventEntity, ArtifactEntity],
    migrations: [
      { name: '001-runs', class: Runs },
      { name: '002-agent-memory', class: AgentMemory },
      { name: '003-other-datasets', class: OtherDatasets },
      { name: '004-reruns', class: Reruns },
    ],
    poolSize: 20,
  });
}

/**
 * The connections behind the entity managers, for statements whose values are bulky or came from generated code: they travel
 * as parameters, where the entity manager would write them into the text of its SQL.
 */
export function connectionPool(database: Database): Promise<Pool> {
  return database.fork().getConnection().getNativeClient();
}
