import { SystemStatus } from '../features/system/system-status.tsx';
import { useTitle } from '../lib/title.ts';
import { PageFrame } from './page-frame.tsx';

export default function SystemPage() {
  useTitle('System');
  return (
    <PageFrame title="System">
      <SystemStatus />
    </PageFrame>
  );
}
