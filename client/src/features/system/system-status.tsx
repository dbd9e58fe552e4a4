import { useQuery } from 'urql';
import { toAppError } from '../../lib/app-error.ts';
import { graphql } from '../../lib/graphql.ts';
import { useHealth, type Health } from '../../lib/health.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Section } from '../../ui/section.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

const SystemStatusQuery = graphql(`
  query SystemStatus {
    agentSystem {
      analyst
      sandbox
      warnings
      database
      cache
      runningRuns
      queuedRuns
    }
  }
`);

export function SystemStatus() {
  const [{ data, error }, retry] = useQuery({ query: SystemStatusQuery, requestPolicy: 'cache-and-network' });
  const health = useHealth();
  const appError = data === undefined ? toAppError(error) : undefined;
  const system = data?.agentSystem;
  return (
    <>
      <Section title="Agents">
        {appError !== undefined && (
          <ErrorNotice error={appError} onRetry={() => retry({ requestPolicy: 'network-only' })} />
        )}
        {system === undefined && appError === undefined && <Skeleton className="h-24" />}
        {system !== undefined && (
          <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 text-sm">
            <Fact name="Analyst" value={system.analyst} />
            <Fact name="Sandbox" value={system.sandbox} />
            <Fact name="Database" value={system.database} />
            <Fact name="Cache" value={system.cache} />
            <Fact name="Runs" value={`${system.runningRuns} running, ${system.queuedRuns} waiting`} />
          </dl>
        )}
        {system?.warnings.map((warning) => (
          <p key={warning} role="note" className="mt-4 text-sm text-danger">
            {warning}
          </p>
        ))}
      </Section>
      <Section title="Services">
        <Services health={health} />
      </Section>
    </>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 break-words">{value}</dd>
    </>
  );
}

function Services({ health }: { readonly health: Health | null | undefined }) {
  if (health === undefined) return <Skeleton className="h-24" />;
  const services = [
    { name: 'gateway', isUp: health !== null },
    ...Object.entries(health?.subgraphs ?? {}).map(([name, { ok }]) => ({ name, isUp: ok })),
  ];
  return (
    <ul className="grid gap-2 text-sm">
      {services.map(({ name, isUp }) => (
        <li key={name} className="flex items-center gap-2">
          <span aria-hidden className={isUp ? 'text-success' : 'text-danger'}>
            ●
          </span>
          <span className="w-24">{name}</span>
          <span className={isUp ? 'text-muted' : 'text-danger'}>{isUp ? 'answers' : 'does not answer'}</span>
        </li>
      ))}
    </ul>
  );
}
