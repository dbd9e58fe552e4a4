import type { CodegenConfig } from '@graphql-codegen/cli';

const subgraphs = ['auth', 'session', 'file', 'agent'];

/** The agent's events are one type with a parameter. */
const runEvents = [
  'RunStarted',
  'StepStarted',
  'StepFinished',
  'PlanReady',
  'TextDelta',
  'CodeWritten',
  'CodeOutput',
  'CodeFailed',
  'ArtifactCreated',
  'UsageUpdated',
  'RunFinished',
  'RunFailed',
  'RunCancelled',
];

const scalars = {
  _FieldSet: 'string',
  DateTime: 'Date',
  EmailAddress: 'string',
  JSON: { input: 'unknown', output: 'unknown' },
  SafeInt: 'number',
  Upload: 'Promise<import("graphql-upload-minimal").FileUpload>',
};

/** Resolver types from each subgraph's schema: what a resolver takes and gives is checked against the contract. */
const config: CodegenConfig = {
  generates: Object.fromEntries(
    subgraphs.map((name) => [
      `subgraphs/${name}/src/__generated__/resolvers.ts`,
      {
        schema: `subgraphs/${name}/schema.graphql`,
        plugins: ['typescript', 'typescript-resolvers'],
        config: {
          federation: true,
          contextType: `../context.ts#Context`,
          mapperTypeSuffix: 'Model',
          mappers: mappers(name),
          scalars,
          useTypeImports: true,
          enumsAsTypes: true,
          strictScalars: true,
          immutableTypes: true,
          maybeValue: 'T | null | undefined',
          defaultScalarType: 'unknown',
          emitLegacyCommonJSImports: false,
          importExtension: '.ts',
        },
      },
    ]),
  ),
};

/** What a service gives for a type; its resolvers turn that into the type's fields. */
function mappers(name: string): Record<string, string> {
  const all: Record<string, Record<string, string>> = {
    auth: { User: '../db/user.entity.ts#User' },
    session: {
      Session: '../db/session.entity.ts#Session',
      SessionConnection: '../services/session-page.ts#SessionPage',
      User: '../resolvers/user.ts#UserReference',
    },
    file: {
      File: '../db/file.entity.ts#StoredFile',
      FileConnection: '../services/file-page.ts#FilePage',
      Session: '../resolvers/session.ts#SessionReference',
      User: '../resolvers/user.ts#UserReference',
    },
    agent: {
      AgentSystem: '../services/system.service.ts#AgentSystem',
      Export: '../services/export.service.ts#Export',
      Artifact: '../db/artifact.entity.ts#Artifact',
      File: '../resolvers/file.ts#FileReference',
      Run: '../resolvers/run.ts#RunReference',
      RunConnection: '../services/session-runs.service.ts#RunPage',
      Session: '../resolvers/session.ts#SessionReference',
      ...Object.fromEntries(runEvents.map((type) => [type, `import('../resolvers/run-event.ts').EventOf<'${type}'>`])),
    },
  };
  return all[name] ?? {};
}

export default config;
